#if Server
import Crypto
import Envelopes
import Foundation
import GRDB
import Glibc
import KitStore
import Sync
import TestSupport
import Testing
import Transfer

/// The server's program as it was built, with a folder of its own.
final class CentralProgram {
  private static let executable = Executable("gauger-central")

  let folder: TemporaryFolder
  let keys: AuthorityKeys
  private let arguments: [String]
  private var server: Process?
  private(set) var port = 0

  var repository: URL { folder.url.appendingPathComponent("repository") }
  var data: URL { folder.url.appendingPathComponent("data") }

  /// Makes the folder and its keys; nothing is served yet.
  init(arguments: [String] = []) throws {
    folder = try TemporaryFolder()
    self.arguments = arguments
    let repository = folder.url.appendingPathComponent("repository")
    try FileManager.default.createDirectory(at: repository, withIntermediateDirectories: true)
    let made = try Self.run(["init", "--data", folder.url.appendingPathComponent("data").path])
    try #require(made.status == 0, "\(made.errors)")
    keys = try AuthorityKeys(parsing: Array(made.output.utf8.dropLast()))
  }

  deinit { stop(SIGKILL) }

  /// Starts the server and waits until it answers.
  func serve() throws {
    (server, port) = try Self.executable.serve(
      ["serve", "--data", data.path, "--repository", repository.path, "--listen", "127.0.0.1:\(port)"] + arguments
    )
  }

  /// Ends the server with a signal and waits until it is gone.
  @discardableResult
  func stop(_ signal: Int32) -> Int32? {
    guard let process = server else { return nil }
    server = nil
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Runs another command on the same folder.
  func command(_ name: String, _ arguments: [String] = []) throws -> Executable.Run {
    try Self.run([name, "--data", data.path] + arguments)
  }

  static func run(_ arguments: [String]) throws -> Executable.Run { try executable.run(arguments) }

  var address: OutboxServer { get throws { try OutboxServer("http://127.0.0.1:\(port)") } }

  func code(hours: Int = 72) throws -> EnrolmentCode {
    try EnrolmentCode(typed: command("enrol-code", ["--hours", "\(hours)"]).output.trimmingCharacters(in: .newlines))
  }

  /// An enrolled kit with an empty outbox.
  func kit() throws -> Outbox {
    let kit = try FieldKit(keys).outbox
    try kit.enrol(code(), at: address, HTTP.send)
    return kit
  }

  /// What the inbox holds of a kit, opened: the records' contents by number.
  func records(of kit: Outbox) throws -> [Int64: String] {
    let key = data.appendingPathComponent("sealing.key").path
    let run = try command("records", ["--key", key, kit.id.hex])
    var records: [Int64: String] = [:]
    for line in run.output.split(separator: "\n") {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let sequence = try #require(object["sequence"] as? Int)
      #expect(records[Int64(sequence)] == nil)
      records[Int64(sequence)] = object["content"] as? String
    }
    return records
  }
}

/// A kit's key and outbox; the database is in memory, because the outbox's own tests are about the disk.
struct FieldKit {
  let key: Curve25519.Signing.PrivateKey
  let database: DatabaseQueue
  let authority: AuthorityKeys

  init(_ authority: AuthorityKeys, key: Curve25519.Signing.PrivateKey = Curve25519.Signing.PrivateKey()) throws {
    self.key = key
    self.authority = authority
    database = try DatabaseQueue()
    try database.write { try $0.execute(sql: OutboxTable.migration) }
  }

  var outbox: Outbox { Outbox(OutboxTable(database, path: "memory"), kit: key, authority: authority) }

  /// The same kit a second time, as a copied disk makes it.
  func clone() throws -> FieldKit {
    let copy = try FieldKit(authority, key: key)
    try database.backup(to: copy.database)
    return copy
  }
}

/// Requests on connections of their own.
enum HTTP {
  static func send(_ request: HTTPRequest) throws -> HTTPResponse {
    try HTTPConnection().send(request, upTo: 64 << 20)
  }

  static func get(
    _ program: CentralProgram,
    _ path: String,
    method: String = "GET",
    headers: [(name: String, value: String)] = []
  ) throws -> HTTPResponse {
    try send(HTTPRequest(method, "http://127.0.0.1:\(program.port)\(path)", headers: headers))
  }
}

/// A connection on which any bytes can be sent, and cut off anywhere.
final class RawConnection {
  private let descriptor: Int32

  init(_ port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(result == 0)
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { Glibc.close(descriptor) }

  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Everything until the server closes, or nil if it does not within twenty seconds.
  func readToEnd() -> String? {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0 { return errno == EAGAIN ? nil : String(decoding: all, as: UTF8.self) }
      if count == 0 { return String(decoding: all, as: UTF8.self) }
      all += buffer.prefix(count)
    }
  }

  /// Asks for a path exactly as it is written.
  static func get(_ port: Int, _ target: String) throws -> String {
    let connection = try RawConnection(port)
    connection.write(Array("GET \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n".utf8))
    return connection.readToEnd() ?? ""
  }
}
#endif
