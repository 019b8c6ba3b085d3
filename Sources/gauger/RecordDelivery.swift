import CanonicalJSON
import Envelopes
import Foundation
import Inspections
import KitStore
import Presentation
import Referral
import Sync
import Transfer

/// Brings this kit's inspection records to the authority: over the network, or by a stick.
struct RecordDelivery {
  /// What was done.
  struct Report {
    let lines: [String]
    let json: JSONValue
  }

  private let home: KitHome
  private let certificates: String?
  private static let largestAnswer = 1 << 20

  init(_ home: KitHome, certificates: String?) {
    self.home = home
    self.certificates = certificates
  }

  /// The outbox; nil before a release said whom to seal to.
  func outbox() throws -> Outbox? {
    guard let keys = try KitTrust(of: home).inboxKeys() else { return nil }
    return Outbox(try LocalDatabase(of: home).outbox, kit: try KitIdentity(of: home).key, authority: keys)
  }

  /// Queues every referral that is not queued yet, with its photographs; they rest sealed until the authority has them.
  ///
  /// - Returns: which could not be queued, and why.
  @discardableResult
  func queueReferrals() throws -> [String] {
    guard let outbox = try outbox() else { return [] }
    let folder = InspectionFolder(home)
    var problems: [String] = []
    for entry in folder.all().entries {
      do {
        guard let referral = try SignedReferral(entry.id, in: folder) else { continue }
        try queue(referral, in: outbox)
      } catch {
        problems.append("Inspection \(entry.id) cannot be sent: \(error)")
      }
    }
    return problems
  }

  private func queue(_ referral: SignedReferral, in outbox: Outbox) throws {
    let files = AttachmentFolder(home)
    var (attached, heldBack) = ([JSONValue](), [JSONValue]())
    for attachment in referral.attachments {
      // Only copies without a place leave the kit by themselves.
      guard let digest = attachment.cleaned else {
        heldBack.append(.text(attachment.name))
        continue
      }
      let queued =
        try outbox.attachment(digest)
        ?? outbox.attach(try files.content(digest), name: attachment.name, to: referral.id)
      attached.append(
        .members([
          "digest": .text(digest), "name": .text(attachment.name), "sealed": .text(queued.sealed),
          "view": .text(attachment.view.rawValue),
        ])
      )
    }
    let content = JSONValue.members([
      "version": .integer(1), "inspection": .text(referral.id), "attachments": .list(attached),
      "held_back": .list(heldBack), "journal": .text(String(decoding: referral.journal, as: UTF8.self)),
    ])
    try outbox.queue(Array(content.line.utf8), record: referral.id, at: Int64(InspectionDesk.now))
  }

  /// Sends what waits: to the server that let the kit in, or onto the stick that the release came from.
  func run(at place: RepositoryPlace) throws -> Report? {
    guard let outbox = try outbox() else { return nil }
    let problems = try queueReferrals()
    switch place {
    case .folder(let folder): return try deliver(outbox, onto: OutboxStick(folder), problems)
    case .server: return try send(outbox, problems)
    }
  }

  /// How the outbox stands.
  func status() throws -> Standing {
    Standing(outbox: try outbox()?.status(), enrolment: KitEnrolment(of: home))
  }

  /// Lets the authority's server know this kit.
  func enrol(_ code: EnrolmentCode, at address: String) throws {
    guard let outbox = try outbox() else { throw OutboxError.noAuthority }
    try outbox.enrol(code, at: OutboxServer(address), transport())
    try KitEnrolment(server: address, time: InspectionDesk.now).keep(in: home)
  }

  private func send(_ outbox: Outbox, _ problems: [String]) throws -> Report? {
    guard let enrolment = KitEnrolment(of: home) else { return nil }
    let server = try OutboxServer(enrolment.server)
    let now = Int64(InspectionDesk.now)
    let transport = try transport()
    let report = try outbox.send(to: server, at: now, transport)
    var uploads: (arrived: Int, problem: String?) = (0, nil)
    if report.problem == nil { uploads = try outbox.uploadAttachments(to: server, at: now, transport) }
    var lines = problems
    if uploads.arrived > 0 { lines.append("\(uploads.arrived) photographs and papers arrived.") }
    if let problem = uploads.problem { lines.append("A photograph or paper is still on its way: \(problem)") }
    if report.sent > 0 { lines.append("\(report.synced) records reached the authority, by its receipt.") }
    if report.rejected > 0 { lines.append("\(report.rejected) records were refused: gauger sync status") }
    if let problem = report.problem { lines.append("Sending ended early: \(problem). What is left stays queued.") }
    let json = JSONValue.members([
      "sent": .integer(Int64(report.sent)), "synced": .integer(Int64(report.synced)),
      "rejected": .integer(Int64(report.rejected)),
      "problem": (report.problem ?? uploads.problem).map(JSONValue.text) ?? .null,
      "attachments": .integer(Int64(uploads.arrived)), "not_queued": .texts(problems),
    ])
    return Report(lines: lines, json: json)
  }

  private func deliver(_ outbox: Outbox, onto stick: OutboxStick, _ problems: [String]) throws -> Report {
    let now = Int64(InspectionDesk.now)
    let effect = try outbox.importReceipt(from: stick, at: now)
    let arrived = try outbox.importAttachmentReceipts(from: stick)
    let status = try outbox.status()
    let isOpen =
      (status.counts[.queued] ?? 0) + (status.counts[.sent] ?? 0) > 0 || status.attachments.contains { !$0.isComplete }
    var lines = problems
    if case .accepted(let count)? = effect, count > 0 {
      lines.append("\(count) records reached the authority, by its receipt on the stick.")
    }
    if arrived > 0 { lines.append("\(arrived) photographs and papers arrived, by the receipts on the stick.") }
    var written = 0
    if isOpen {
      written = try outbox.export(to: stick, at: now)
      let what = written > 0 ? "\(written) sealed records" : "Sealed photographs and papers"
      lines.append("\(what) are on the stick for the authority.")
    }
    return Report(
      lines: lines,
      json: .members([
        "written": .integer(Int64(written)), "attachments": .integer(Int64(arrived)), "not_queued": .texts(problems),
      ])
    )
  }

  private func transport() throws -> OutboxTransport {
    let connection = try HTTPConnection(certificates: certificates)
    return { try connection.send($0, upTo: Self.largestAnswer) }
  }
}

extension RecordDelivery {
  /// How the records of this kit stand with the authority.
  struct Standing {
    let outbox: OutboxStatus?
    let enrolment: KitEnrolment?

    var lines: [String] {
      guard let outbox else { return ["Records: no release with an authority's keys was taken yet."] }
      let waiting = (outbox.counts[.queued] ?? 0) + (outbox.counts[.sent] ?? 0)
      var lines = [
        "Records: \(waiting) waiting, \(outbox.counts[.acked] ?? 0) with the authority, "
          + "\(outbox.counts[.rejected] ?? 0) refused."
      ]
      if let alarm = outbox.alarm { lines.insert("ALARM: \(alarm)", at: 0) }
      if let oldest = outbox.oldest { lines.append("The oldest waits since \(CommandOutput.time(Int(oldest))).") }
      if waiting > 0, let next = outbox.nextTry { lines.append("Next try: \(CommandOutput.time(Int(next))).") }
      if let error = outbox.lastError { lines.append("Last problem: \(error)") }
      for attachment in outbox.attachments {
        let state = attachment.isComplete ? "with the authority" : "waiting"
        let error = attachment.lastError.isEmpty ? "" : "; last problem: \(attachment.lastError)"
        lines.append("  \(attachment.record), \(attachment.name.printable): \(state)\(error)")
      }
      for record in outbox.rejected { lines.append("Refused: \(record.record): \(record.reason)") }
      lines.append(
        enrolment.map { "Sent to \($0.server)." }
          ?? "This kit is not enrolled with a server ('gauger kit enrol CODE --at URL'); records go by stick."
      )
      return lines
    }

    var json: JSONValue {
      let counts = OutboxTable.State.allCases.map { state in
        (key: state.rawValue, value: JSONValue.integer(Int64(outbox?.counts[state] ?? 0)))
      }
      var object = JSONObject(counts)
      object["oldest"] = outbox?.oldest.map(JSONValue.integer)
      object["next_try"] = outbox?.nextTry.map(JSONValue.integer)
      object["last_error"] = outbox?.lastError.map(JSONValue.text)
      object["alarm"] = outbox?.alarm.map(JSONValue.text)
      object["attachments"] = .list(
        (outbox?.attachments ?? []).map {
          .members([
            "record": .text($0.record), "name": .text($0.name), "digest": .text($0.digest),
            "complete": .bool($0.isComplete), "last_error": .text($0.lastError),
          ])
        }
      )
      object["server"] = enrolment.map { .text($0.server) }
      return .object(object)
    }
  }
}
