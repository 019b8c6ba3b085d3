#if Server
import Envelopes
import Foundation
import Synchronization

/// What the server counts, as Prometheus reads it; nothing in it names a kit.
final class Metrics: Sendable {
  private struct Counters {
    var requests: [String: Int] = [:]
    var answers: [String: Int] = [:]
    var seconds: [String: Double] = [:]
    var received = 0
    var refusedEnrolments = 0
  }

  private let counters = Mutex(Counters())
  private let started = ProcessInfo.processInfo.systemUptime

  func count(route: String, status: Int, seconds: Double) {
    counters.withLock { counters in
      counters.requests["route=\"\(route)\",status=\"\(status)\"", default: 0] += 1
      counters.seconds["route=\"\(route)\"", default: 0] += seconds
    }
  }

  func count(_ answers: [RecordAnswer], bytes: Int) {
    counters.withLock { counters in
      counters.received += bytes
      for answer in answers {
        let label: String
        switch answer {
        case .stored: label = "answer=\"stored\""
        case .duplicate: label = "answer=\"duplicate\""
        case .retry: label = "answer=\"retry\""
        case .rejected(let reason):
          label = "answer=\"rejected\",reason=\"\(reason.rawValue)\""
        }
        counters.answers[label, default: 0] += 1
      }
    }
  }

  func countBlob(bytes: Int) {
    counters.withLock { $0.received += bytes }
  }

  func countRefusedEnrolment() {
    counters.withLock { $0.refusedEnrolments += 1 }
  }

  /// The Prometheus text format.
  func text(_ totals: Inbox.Totals) -> String {
    let counters = counters.withLock { $0 }
    var text = ""
    func family(_ name: String, _ kind: String, _ help: String, _ values: [(labels: String, value: String)]) {
      text += "# HELP gauger_\(name) \(help)\n# TYPE gauger_\(name) \(kind)\n"
      for (labels, value) in values { text += "gauger_\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(value)\n" }
    }
    func sorted<Value>(_ values: [String: Value]) -> [(labels: String, value: String)] {
      values.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
    }
    family("requests_total", "counter", "Requests answered.", sorted(counters.requests))
    family("request_seconds_total", "counter", "Time spent on answers.", sorted(counters.seconds))
    family("record_answers_total", "counter", "Envelopes answered since the start.", sorted(counters.answers))
    family("received_bytes_total", "counter", "Bytes of batches and attachments.", [("", "\(counters.received)")])
    family(
      "enrolments_refused_total",
      "counter",
      "Enrolments with a wrong, used or expired code.",
      [("", "\(counters.refusedEnrolments)")]
    )
    family("kits", "gauge", "Kits that may send.", [("", "\(totals.kits)")])
    family("inbox_records", "gauge", "Envelopes held without a gap.", [("", "\(totals.records)")])
    family("inbox_ahead", "gauge", "Numbers between gaps and the highest envelope.", [("", "\(totals.ahead)")])
    family("inbox_alarms", "gauge", "Envelopes kept apart since ever.", [("", "\(totals.alarms)")])
    family(
      "uptime_seconds",
      "gauge",
      "Seconds since the start.",
      [("", "\(Int(ProcessInfo.processInfo.systemUptime - started))")]
    )
    return text
  }
}
#endif
