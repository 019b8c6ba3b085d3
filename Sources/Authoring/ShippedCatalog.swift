import Catalog
public import Foundation
public import KitStore
import Trust

/// Puts the catalog that came with the program into the kit, and again whenever its files have changed.
public enum ShippedCatalog {
  /// What was done.
  public enum Outcome: Sendable, Equatable {
    /// The kit has this state already.
    case unchanged
    /// The kit uses a state compiled just now.
    case installed(stateRoot: String)
  }

  /// Compiles a catalog folder into the kit unless the kit holds the same files already.
  ///
  /// - Parameters:
  ///   - folder: the catalog's files.
  ///   - home: the kit.
  ///   - insteadOfSigned: also where the kit uses a release that the authority signed; usually that is the better one.
  ///   - now: the time written into the release, seconds since 1970.
  ///   - willCompile: called before the work begins, because it can take seconds.
  /// - Throws: ``ShippedCatalogError``; the kit then keeps the catalog that it had.
  public static func install(
    _ folder: URL,
    into home: KitHome,
    insteadOfSigned: Bool = false,
    now: Int,
    willCompile: () -> Void
  ) throws(ShippedCatalogError) -> Outcome {
    do {
      let held = home.currentCatalog.flatMap { try? CatalogDatabase(at: $0) }
      if !insteadOfSigned, try held?.manifest() != nil { return .unchanged }
      let fingerprint = FolderFingerprint.of(folder)
      if try held?.sourceFingerprint() == fingerprint { return .unchanged }
      willCompile()
      let source = try CatalogSource(folder: folder)
      let errors = CatalogLint.issues(of: source).filter { $0.severity == .error }
      guard errors.isEmpty else { throw ShippedCatalogError.issues(errors) }
      let compiled = CompiledCatalog(source)
      let root = compiled.stateRoot.hex
      let place = home.release(root).appendingPathComponent("catalog.db")
      try home.create()
      // The same records may lie here as a signed release; what was signed of them would be lost by writing them again.
      if try (try? CatalogDatabase(at: place))?.facts().release == nil {
        try CatalogDatabase.build(
          compiled.records,
          stateRoot: root,
          sourceFingerprint: fingerprint,
          compiledAt: now,
          at: place
        )
      }
      try home.use(release: root)
      return .installed(stateRoot: root)
    } catch let error as ShippedCatalogError {
      throw error
    } catch let error as KitStoreError {
      throw .kit(error)
    } catch let error as CatalogSourceError {
      throw .source(error)
    } catch {
      throw .kit(.cannotRead(folder.path, "\(error)"))
    }
  }
}

/// Why the shipped catalog was not installed.
public enum ShippedCatalogError: Error, Equatable, CustomStringConvertible, Sendable {
  /// The files cannot be read.
  case source(CatalogSourceError)
  /// The kit cannot be written.
  case kit(KitStoreError)
  /// The catalog has errors.
  case issues([SourceIssue])

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .source(let error): error.description
    case .kit(let error): error.description
    case .issues(let issues):
      "the catalog has \(issues.count) errors and was not installed; the first is\n\(issues.first?.description ?? "")\n"
        + "'gauger catalog lint' lists them all"
    }
  }
}
