import Envelopes
import Foundation
import KitStore
import Sync
import Transfer
import Trust

// Changes a kit in a process of its own, so that tests can stop it at any moment.
// Usage: SyncTrial install HOME REPOSITORY | back HOME REASON | sync HOME REPOSITORY | queue HOME RECORD |
//        receipt HOME FILE

let arguments = CommandLine.arguments
guard arguments.count == 4 else { exit(64) }
do {
  let home = try KitHome(environment: ["GAUGER_HOME": arguments[2]])
  let now: Int64 = 1_790_000_000
  let installer = ReleaseInstaller(home: home, now: Int(now))
  func outbox() throws -> Outbox {
    guard let keys = try KitTrust(of: home).inboxKeys() else { throw OutboxError.noAuthority }
    return Outbox(try LocalDatabase(of: home).outbox, kit: try KitIdentity(of: home).key, authority: keys)
  }
  switch arguments[1] {
  case "install":
    let repository = URL(fileURLWithPath: arguments[3])
    print(try installer.install { repository.appendingPathComponent($0) })
  case "back": print(try installer.goBack(reason: arguments[3]))
  case "sync":
    let time = KitTime(clock: UTCTime(seconds: now), built: UTCTime(seconds: 0))
    let update = KitUpdate(of: home, time: time, trial: { _ in })
    let report = try update.run(from: FolderSource(URL(fileURLWithPath: arguments[3])))
    if let problem = report.drawingsProblem { throw CocoaError(.fileReadUnknown, userInfo: ["reason": problem]) }
  case "queue":
    let content = Array("the content of \(arguments[3])".utf8)
    _ = try outbox().attach(content, name: "label.jpg", to: arguments[3])
    _ = try outbox().queue(content, record: arguments[3], at: now)
  case "receipt":
    let receipt = try Receipt(parsing: Array(Data(contentsOf: URL(fileURLWithPath: arguments[3]))))
    guard case .accepted = try outbox().accept(receipt, at: now) else { exit(2) }
  default: exit(64)
  }
} catch SyncError.busy {
  exit(75)
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
