import Authoring
import DurableFiles
import Envelopes
import Identification
import Inspections
import KitStore
import Publishing
import Referral
import Sync
import Transfer

/// What went wrong, what to do next, and the exit status that says so to programs.
struct CommandFailure: Error, Equatable {
  /// Exit statuses beside 0 (done).
  enum Status: Int32 {
    case nothingFound = 1
    case wrongUsage = 64
    case badData = 65
    case unavailable = 69
    case inputOutput = 74
  }

  let status: Status
  let message: String

  init(_ status: Status, _ message: String) {
    self.status = status
    self.message = message
  }

  /// The errors of the kit and its catalog in these terms; nil for errors of other sorts.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as KitStoreError: self.init(Self.status(error), error.description)
    case let error as ShippedCatalogError: self.init(Self.status(error), error.description)
    case let error as CatalogSourceError: self.init(.unavailable, error.description)
    case let error as IdentificationError: self.init(.unavailable, error.description)
    case let error as JournalError: self.init(.inputOutput, error.description)
    case let error as AttachmentError: self.init(.inputOutput, error.description)
    case let error as ReferralError: self.init(.badData, error.description)
    case let error as DurableFileError: self.init(.inputOutput, error.description)
    case let error as SyncError: self.init(Self.status(error), error.description)
    case let error as TransferError: self.init(.unavailable, error.description)
    case let error as OutboxError: self.init(Self.status(error), error.description)
    case let error as EnvelopeError: self.init(.badData, error.description)
    case let error as PublishingError: self.init(.badData, error.description)
    default: return nil
    }
  }

  private static func status(_ error: KitStoreError) -> Status {
    switch error {
    case .noHome, .noCatalog, .newerFormat: .unavailable
    case .cannotWrite, .cannotRead: .inputOutput
    }
  }

  private static func status(_ error: SyncError) -> Status {
    switch error {
    case .noRoot, .nothingVerified, .transfer, .notFetched, .noRepository, .nothingToGoBackTo, .notHeld, .busy:
      .unavailable
    case .kit(let error): status(error)
    case .release, .older, .contentChanged, .doesNotWork, .withdrawn, .reasonMissing, .wrongFingerprint,
      .otherAuthority, .trust:
      .badData
    }
  }

  private static func status(_ error: OutboxError) -> Status {
    switch error {
    case .noAuthority, .notEnrolled, .unreachable: .unavailable
    case .envelope, .forgedReceipt, .address: .badData
    case .store, .stick: .inputOutput
    }
  }

  private static func status(_ error: ShippedCatalogError) -> Status {
    switch error {
    case .source: .unavailable
    case .kit(let error): status(error)
    case .issues: .badData
    }
  }
}
