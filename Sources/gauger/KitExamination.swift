import CanonicalJSON
import Catalog
import Foundation
import KitStore
import Trust

/// Examines the files of a kit without changing any.
struct KitExamination {
  /// One thing that was checked.
  struct Finding {
    let check: String
    let result: String
    /// What to do; empty where all is well.
    let advice: String
    var isProblem: Bool { !advice.isEmpty }

    var json: JSONValue {
      .members([
        "check": .text(check), "result": .text(result), "ok": .bool(!isProblem), "advice": .text(advice),
      ])
    }
  }

  private let home: KitHome
  private let files = FileManager.default
  private static let leastSpace = 200 << 20

  init(_ home: KitHome) {
    self.home = home
  }

  /// All checks, in the order in which their problems matter.
  var findings: [Finding] {
    guard files.fileExists(atPath: home.folder.path) else {
      return [
        Finding(
          check: "folder",
          result: "there is none at \(home.folder.path)",
          advice: "Run any command with --catalog FOLDER to install a catalog, or set GAUGER_HOME to the kit's folder."
        )
      ]
    }
    return [permissions, space, leftovers] + localChanges + catalog
  }

  private var permissions: Finding {
    let attributes = try? files.attributesOfItem(atPath: home.folder.path)
    guard let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue else {
      return Finding(
        check: "permissions",
        result: "cannot be read",
        advice: "Make yourself the owner of \(home.folder.path)."
      )
    }
    let digits = String(mode & 0o777, radix: 8)
    guard files.isWritableFile(atPath: home.folder.path) else {
      return Finding(
        check: "permissions",
        result: "the folder cannot be written (\(digits))",
        advice: "Give yourself the right to write: chmod u+rwx '\(home.folder.path)'."
      )
    }
    guard mode & 0o022 == 0 else {
      return Finding(
        check: "permissions",
        result: "others may write to the folder (\(digits))",
        advice: "Whoever can write here can change what the kit says: chmod 700 '\(home.folder.path)'."
      )
    }
    return Finding(check: "permissions", result: "only its owner may write (\(digits))", advice: "")
  }

  private var space: Finding {
    let attributes = try? files.attributesOfFileSystem(forPath: home.folder.path)
    guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.intValue else {
      return Finding(check: "free space", result: "unknown", advice: "See that the disk is mounted and readable.")
    }
    let text = "\(free >> 20) MiB"
    return Finding(
      check: "free space",
      result: text,
      advice: free < Self.leastSpace ? "A new release needs about \(Self.leastSpace >> 20) MiB; free some space." : ""
    )
  }

  private var leftovers: Finding {
    var left: [String] = []
    let paths = files.enumerator(atPath: home.folder.path)
    while let path = paths?.nextObject() as? String {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      if name.hasPrefix(".catalog.db.") || name.hasPrefix(".current.") { left.append(path) }
    }
    guard !left.isEmpty else { return Finding(check: "interrupted installations", result: "none", advice: "") }
    return Finding(
      check: "interrupted installations",
      result: left.sorted().joined(separator: ", "),
      advice: "They are not in use; delete them while no other gauger runs."
    )
  }

  private var localChanges: [Finding] {
    do {
      guard let local = try LocalDatabase.existing(in: home) else { return [] }
      let problems = try local.integrityProblems()
      _ = try local.statements()
      return [
        Finding(
          check: "local changes",
          result: problems.isEmpty ? "whole" : problems.prefix(3).joined(separator: "; "),
          advice: problems.isEmpty ? "" : Self.saveLocal
        )
      ]
    } catch {
      return [Finding(check: "local changes", result: "\(error)", advice: Self.saveLocal)]
    }
  }

  private static let saveLocal =
    "Copy local.db, and local.db-wal where it stands beside it, to a safe place before anything else is done here."

  private var catalog: [Finding] {
    guard let url = home.currentCatalog else {
      let hasLink = (try? files.destinationOfSymbolicLink(atPath: home.current.path)) != nil
      return [
        Finding(
          check: "catalog",
          result: hasLink ? "its file is gone" : "none is installed",
          advice: "Install one: run any command with --catalog FOLDER."
        )
      ]
    }
    do {
      let database = try CatalogDatabase(at: url)
      return [
        Finding(check: "catalog", result: "can be opened", advice: ""), try integrity(database), try digest(database),
      ]
    } catch {
      return [Finding(check: "catalog", result: "\(error)", advice: Self.reinstall)]
    }
  }

  private func integrity(_ database: CatalogDatabase) throws -> Finding {
    let problems = try database.integrityProblems()
    return Finding(
      check: "database",
      result: problems.isEmpty ? "whole" : problems.prefix(3).joined(separator: "; "),
      advice: problems.isEmpty ? "" : Self.reinstall
    )
  }

  /// The digest over the records as they lie in the file must be the one that the release is named by.
  private func digest(_ database: CatalogDatabase) throws -> Finding {
    let facts = try database.facts()
    let stored = facts.stateRoot
    let found = try database.stateRoot()
    let folder = database.url.deletingLastPathComponent().lastPathComponent
    let isWhole = found.hex == stored && stored.hasPrefix(folder)
    return Finding(
      check: "records",
      result: isWhole
        ? "\(facts.counts.values.reduce(0, +)), as they were installed (\(stored.prefix(12)))"
        : "changed since they were installed: digest \(found.hex.prefix(12)), expected \(stored.prefix(12))",
      advice: isWhole ? "" : "Do not rely on this catalog. " + Self.reinstall
    )
  }

  private static let reinstall =
    "Remove the folder 'releases' and the link 'current' in the kit and install the catalog again."
}
