import ArgumentParser
import Authoring
import Catalog
import Foundation
import KitStore
import Overlays
import Pictures

/// Which catalog a command works on.
struct KitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("A catalog folder to use instead of the one that came with the program.", valueName: "folder")
  )
  var catalog: String?

  /// The catalog, installed or renewed first where its folder is at hand.
  func openCatalog() throws -> Catalog {
    try openDatabase().catalog()
  }

  /// The kit's catalog with what was said at the kit, installed or renewed first where its folder is at hand.
  func openDatabase() throws -> KitCatalog {
    try openParts().catalog
  }

  /// The kit's catalog, and what was said at the kit that is merged into it.
  func openParts() throws -> (catalog: KitCatalog, statements: [OverlayStatement]) {
    let home = try KitHome(environment: ProcessInfo.processInfo.environment)
    try renew(home)
    guard let url = home.currentCatalog else { throw KitStoreError.noCatalog }
    let statements = try LocalDatabase.existing(in: home)?.statements() ?? []
    return (try KitCatalog(CatalogDatabase(at: url), statements), statements)
  }

  /// The drawings that go with the catalog.
  func pictures() throws -> PictureFolder {
    let home = try KitHome(environment: ProcessInfo.processInfo.environment)
    let received = home.current.resolvingSymlinksInPath().appendingPathComponent("Images")
    if FileManager.default.fileExists(atPath: received.path) { return PictureFolder(received) }
    return PictureFolder(shippedPictures ?? received)
  }

  /// The drawings that came with the program, if they are at hand.
  var shippedPictures: URL? { folder?.deletingLastPathComponent().appendingPathComponent("Images") }

  /// The folder that the catalog is compiled from, if one is at hand.
  var folder: URL? {
    catalog.map { URL(fileURLWithPath: $0).standardizedFileURL } ?? ShippedFolder.find()
  }

  /// Compiles the catalog folder into the kit if its files have changed.
  private func renew(_ home: KitHome) throws {
    guard let folder else { return }
    let now = Int(Date().timeIntervalSince1970)
    _ = try ShippedCatalog.install(folder, into: home, insteadOfSigned: catalog != nil, now: now) {
      CommandOutput.note("compiling the catalog …")
    }
  }
}

/// Where the catalog that came with the program is looked for.
enum ShippedFolder {
  /// The folder that `GAUGER_CATALOG` names, else `share/gauger/Catalog` beside the program's own folder.
  static func find() -> URL? {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["GAUGER_CATALOG"], !named.isEmpty { return URL(fileURLWithPath: named) }
    guard let program = Bundle.main.executableURL else { return nil }
    let beside = program.resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("share/gauger/Catalog")
    return FileManager.default.fileExists(atPath: beside.path) ? beside : nil
  }
}
