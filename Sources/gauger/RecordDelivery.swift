import CanonicalJSON
import Envelopes
import Foundation
import KitStore
import Sync
import Transfer

/// Brings this kit's inspection records to the authority: over the network, or by a stick.
struct RecordDelivery {
  /// What was done.
  struct Report {
    /// What the outbox is like afterwards.
    let standing: Standing
    let lines: [String]
    let json: JSONValue
  }

  private let home: KitHome
  private let certificates: String?
  private static let largestAnswer = 1 << 20

  init(_ home: KitHome, certificates: String?) {
    self.home = home
    self.certificates = certificates
  }

  /// The outbox; nil before a release said whom to seal to.
  func outbox() throws -> Outbox? {
    guard let keys = try KitTrust(of: home).inboxKeys() else { return nil }
    return Outbox(try LocalDatabase(of: home).outbox, kit: try KitIdentity(of: home).key, authority: keys)
  }

  /// Queues a record; it rests sealed until the authority's receipt is here.
  ///
  /// - Returns: whether there is an authority to seal it to.
  func queue(_ content: [UInt8], record: String) throws -> Bool {
    guard let outbox = try outbox() else { return false }
    try outbox.queue(content, record: record, at: Int64(InspectionDesk.now))
    return true
  }

  /// Sends what waits: to the server that let the kit in, or onto the stick that the release came from.
  func run(at place: RepositoryPlace) throws -> Report? {
    guard let outbox = try outbox() else { return nil }
    switch place {
    case .folder(let folder): return try deliver(outbox, onto: OutboxStick(folder))
    case .server: return try send(outbox)
    }
  }

  /// How the outbox stands.
  func status() throws -> Standing {
    Standing(outbox: try outbox()?.status(), enrolment: KitEnrolment(of: home))
  }

  /// Lets the authority's server know this kit.
  func enrol(_ code: EnrolmentCode, at address: String) throws {
    guard let outbox = try outbox() else { throw OutboxError.noAuthority }
    try outbox.enrol(code, at: OutboxServer(address), transport())
    try KitEnrolment(server: address, time: InspectionDesk.now).keep(in: home)
  }

  private func send(_ outbox: Outbox) throws -> Report? {
    guard let enrolment = KitEnrolment(of: home) else { return nil }
    let report = try outbox.send(
      to: OutboxServer(enrolment.server),
      at: Int64(InspectionDesk.now),
      try transport()
    )
    var lines: [String] = []
    if report.sent > 0 { lines.append("\(report.synced) records reached the authority, by its receipt.") }
    if report.rejected > 0 { lines.append("\(report.rejected) records were refused: gauger sync status") }
    if let problem = report.problem { lines.append("Sending ended early: \(problem). What is left stays queued.") }
    let json = JSONValue.members([
      "sent": .integer(Int64(report.sent)), "synced": .integer(Int64(report.synced)),
      "rejected": .integer(Int64(report.rejected)), "problem": report.problem.map(JSONValue.text) ?? .null,
    ])
    return Report(standing: try status(), lines: lines, json: json)
  }

  private func deliver(_ outbox: Outbox, onto stick: OutboxStick) throws -> Report {
    let now = Int64(InspectionDesk.now)
    let effect = try outbox.importReceipt(from: stick, at: now)
    let status = try outbox.status()
    let open = (status.counts[.queued] ?? 0) + (status.counts[.sent] ?? 0)
    var lines: [String] = []
    if case .accepted(let count)? = effect, count > 0 {
      lines.append("\(count) records reached the authority, by its receipt on the stick.")
    }
    var written = 0
    if open > 0 {
      written = try outbox.export(to: stick, at: now)
      lines.append("\(written) sealed records are on the stick for the authority.")
    }
    return Report(
      standing: try self.status(),
      lines: lines,
      json: .members(["written": .integer(Int64(written))])
    )
  }

  private func transport() throws -> OutboxTransport {
    let connection = try HTTPConnection(certificates: certificates)
    return { try connection.send($0, upTo: Self.largestAnswer) }
  }
}

extension RecordDelivery {
  /// How the records of this kit stand with the authority.
  struct Standing {
    let outbox: OutboxStatus?
    let enrolment: KitEnrolment?

    var lines: [String] {
      guard let outbox else { return ["Records: no release with an authority's keys was taken yet."] }
      let waiting = (outbox.counts[.queued] ?? 0) + (outbox.counts[.sent] ?? 0)
      var lines = [
        "Records: \(waiting) waiting, \(outbox.counts[.acked] ?? 0) with the authority, "
          + "\(outbox.counts[.rejected] ?? 0) refused."
      ]
      if let alarm = outbox.alarm { lines.insert("ALARM: \(alarm)", at: 0) }
      if let oldest = outbox.oldest { lines.append("The oldest waits since \(CommandOutput.time(Int(oldest))).") }
      if waiting > 0, let next = outbox.nextTry { lines.append("Next try: \(CommandOutput.time(Int(next))).") }
      if let error = outbox.lastError { lines.append("Last problem: \(error)") }
      for record in outbox.rejected { lines.append("Refused: \(record.record): \(record.reason)") }
      lines.append(
        enrolment.map { "Sent to \($0.server)." }
          ?? "This kit is not enrolled with a server ('gauger kit enrol CODE --at URL'); records go by stick."
      )
      return lines
    }

    var json: JSONValue {
      let counts = OutboxTable.State.allCases.map { state in
        (key: state.rawValue, value: JSONValue.integer(Int64(outbox?.counts[state] ?? 0)))
      }
      var object = JSONObject(counts)
      object["oldest"] = outbox?.oldest.map(JSONValue.integer)
      object["next_try"] = outbox?.nextTry.map(JSONValue.integer)
      object["last_error"] = outbox?.lastError.map(JSONValue.text)
      object["alarm"] = outbox?.alarm.map(JSONValue.text)
      object["server"] = enrolment.map { .text($0.server) }
      return .object(object)
    }
  }
}
