import CanonicalJSON
import DurableFiles
import Foundation
public import KitStore

/// That an authority's server takes this kit's records in.
public struct KitEnrolment: Sendable, Equatable {
  /// The server's address.
  public let server: String
  /// When the kit was let in, in seconds since 1970.
  public let time: Int

  private static let longest = 4_096

  /// An enrolment that has just succeeded.
  public init(server: String, time: Int) {
    self.server = server
    self.time = time
  }

  private static func file(of home: KitHome) -> URL { home.folder.appendingPathComponent("enrolment.json") }

  /// The enrolment of a kit; nil if it has none.
  public init?(of home: KitHome) {
    guard let handle = FileHandle(forReadingAtPath: Self.file(of: home).path),
      let data = try? handle.read(upToCount: Self.longest), let object = try? JSONValue(parsing: data).object,
      let server = object["server"]?.text, case .integer(let time)? = object["time"]
    else { return nil }
    self.init(server: server, time: Int(time))
  }

  /// Notes it in the kit.
  public func keep(in home: KitHome) throws(KitStoreError) {
    let json = JSONValue.members(["server": .text(server), "time": .integer(Int64(time))])
    let file = Self.file(of: home)
    do throws(DurableFileError) {
      try DurableFile.replace(file, with: Array(json.line.utf8), mode: 0o600)
    } catch {
      throw .cannotWrite(file.path, error.reason)
    }
  }
}
