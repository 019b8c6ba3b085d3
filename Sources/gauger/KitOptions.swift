import ArgumentParser
import Authoring
import Catalog
import Foundation
import KitStore

/// Which catalog a command works on.
struct KitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A catalog folder to use instead of the kit's own.", valueName: "folder"))
  var catalog: String?

  /// The catalog, installed or renewed first where a folder of it is at hand.
  func openCatalog() throws -> Catalog {
    try openDatabase().catalog()
  }

  func openDatabase() throws -> CatalogDatabase {
    let home = try KitHome(environment: ProcessInfo.processInfo.environment)
    if let folder = catalog ?? ProcessInfo.processInfo.environment["GAUGER_CATALOG"] {
      let now = Int(Date().timeIntervalSince1970)
      _ = try ShippedCatalog.install(URL(fileURLWithPath: folder), into: home, now: now) {
        StandardError.note("compiling the catalog …")
      }
    }
    guard let url = home.currentCatalog else { throw KitStoreError.noCatalog }
    return try CatalogDatabase(at: url)
  }
}

/// Problems and progress, for people; results go to standard output.
enum StandardError {
  static func note(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
