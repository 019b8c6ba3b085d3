import Dispatch
import Foundation
import Synchronization

/// Some threads that do the same work, and how long each piece took.
struct Round: Sendable {
  let seconds: Double
  let durations: [Double]

  func percentile(_ share: Double) -> Double {
    durations.isEmpty ? 0 : durations[min(durations.count - 1, Int(Double(durations.count) * share))]
  }

  static func run(
    threads: Int,
    _ work: @escaping @Sendable (_ thread: Int, _ measure: (() throws -> Void) throws -> Void) throws -> Void
  ) throws -> Round {
    let durations = Mutex<[Double]>([])
    let failure = Mutex<String?>(nil)
    let clock = ContinuousClock()
    let group = DispatchGroup()
    let start = clock.now
    for thread in 0..<threads {
      group.enter()
      let body = Thread {
        defer { group.leave() }
        var own: [Double] = []
        do {
          try work(thread) { piece in
            let duration = try clock.measure { try piece() }
            own.append(duration / .seconds(1))
          }
        } catch {
          failure.withLock { $0 = "\(error)" }
        }
        durations.withLock { $0 += own }
      }
      body.stackSize = 1 << 20
      body.start()
    }
    group.wait()
    let seconds = (clock.now - start) / .seconds(1)
    if let reason = failure.withLock({ $0 }) { throw CentralProcess.Failure(description: reason) }
    return Round(seconds: seconds, durations: durations.withLock { $0.sorted() })
  }
}
