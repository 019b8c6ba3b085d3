import Foundation
import KitStore
import Sync

// Changes the releases of a kit in a process of its own, so that tests can stop it at any moment.
// Usage: SyncTrial install HOME REPOSITORY | SyncTrial back HOME REASON

let arguments = CommandLine.arguments
guard arguments.count == 4 else { exit(64) }
do {
  let home = try KitHome(environment: ["GAUGER_HOME": arguments[2]])
  let installer = ReleaseInstaller(home: home, now: 1_790_000_000)
  switch arguments[1] {
  case "install":
    let repository = URL(fileURLWithPath: arguments[3])
    print(try installer.install { repository.appendingPathComponent($0) })
  case "back": print(try installer.goBack(reason: arguments[3]))
  default: exit(64)
  }
} catch SyncError.busy {
  exit(75)
} catch {
  FileHandle.standardError.write(Data("\(error)\n".utf8))
  exit(1)
}
