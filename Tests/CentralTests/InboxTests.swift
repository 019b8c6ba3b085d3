#if Server
import Crypto
import Envelopes
import Foundation
import TestSupport
import Testing

@testable import Central

/// What must hold of every inbox, whatever database it is in.
struct InboxRules {
  let inbox: Inbox

  /// A kit that is let in.
  private func kit() async throws -> ChainKit {
    let kit = ChainKit(testAuthority)
    try await inbox.letIn(kit)
    return kit
  }

  func everything() async throws {
    try await answersAgain()
    try await closesGaps()
    try await keepsOtherContentApart()
    try await noticesClones()
    try await noticesForksBehindGaps()
    try await holdsPlacesOfWhatItCannotOpen()
    try await boundsWhatWaits()
    try await shutsOut()
    try await letsInOnce()
    try await diesAfterFiveTries()
    try await survivesAnyOrder()
    try await takesManyAtOnce()
  }

  private func answersAgain() async throws {
    var kit = try await kit()
    let envelopes = try kit.next(count: 3)
    let first = try await inbox.take(envelopes, of: kit)
    #expect(first.answers == [.stored, .stored, .stored])
    // The answer was lost on the way, and the kit asks again.
    let second = try await inbox.take(envelopes, of: kit)
    #expect(second.answers == [.duplicate, .duplicate, .duplicate])
    #expect(second.head == first.head)
    #expect(first.head == Inbox.ChainHead(sequence: 3, link: envelopes[2].link, highest: 3))
    #expect(try await inbox.stored(of: kit) == [1, 2, 3])
  }

  private func closesGaps() async throws {
    var kit = try await kit()
    let envelopes = try kit.next(count: 5)
    var taken = try await inbox.take([envelopes[0], envelopes[2], envelopes[3]], of: kit)
    #expect(taken.answers == [.stored, .stored, .stored])
    #expect(taken.head == Inbox.ChainHead(sequence: 1, link: envelopes[0].link, highest: 4))
    taken = try await inbox.take([envelopes[1]], of: kit)
    #expect(taken.head == Inbox.ChainHead(sequence: 4, link: envelopes[3].link, highest: 4))
    taken = try await inbox.take([envelopes[4]], of: kit)
    #expect(taken.head.sequence == 5)
    #expect(try await inbox.kit(kit.id)?.alarms == 0)
  }

  private func keepsOtherContentApart() async throws {
    var kit = try await kit()
    let envelope = try kit.next("r-1", content: "a tube")
    var other = kit
    _ = try await inbox.take([envelope], of: kit)
    let changed = try other.next("r-1", content: "a pot")
    let taken = try await inbox.take([changed, try kit.next()], of: kit)
    #expect(taken.answers == [.rejected(.conflict), .stored])
    #expect(try await inbox.kit(kit.id)?.alarms == 1)
    _ = try await inbox.take([changed], of: kit)
    #expect(try await inbox.kit(kit.id)?.alarms == 1)
    // A new revision is no other content.
    #expect(try await inbox.take([try kit.next("r-1", revision: 2)], of: kit).answers == [.stored])
  }

  private func noticesClones() async throws {
    var kit = try await kit()
    _ = try await inbox.take(try kit.next(count: 2), of: kit)
    var clone = kit
    let own = try kit.next("mine")
    let theirs = try clone.next("theirs")
    #expect(try await inbox.take([own], of: kit).answers == [.stored])
    let taken = try await inbox.take([theirs, try clone.next()], of: kit)
    #expect(taken.answers.first == .rejected(.fork))
    #expect(taken.head.link == own.link)
    #expect(try await inbox.kit(kit.id)?.alarms ?? 0 >= 1)
  }

  private func noticesForksBehindGaps() async throws {
    var kit = try await kit()
    var clone = kit
    let own = try kit.next(count: 2)
    let theirs = [try clone.next("c-1"), try clone.next("c-2")]
    // The clone's second comes first and waits for a first that it does not follow.
    #expect(try await inbox.take([theirs[1]], of: kit).answers == [.stored])
    let taken = try await inbox.take([own[0]], of: kit)
    #expect(taken.answers == [.stored])
    #expect(taken.head.sequence == 1)
    #expect(try await inbox.kit(kit.id)?.alarms == 1)
    #expect(try await inbox.take([own[1]], of: kit).head.sequence == 2)
    #expect(try await inbox.stored(of: kit) == [1, 2])
  }

  private func holdsPlacesOfWhatItCannotOpen() async throws {
    var kit = try await kit()
    let envelopes = try kit.next(count: 2)
    let offers: [Inbox.Offer] = [.envelope(envelopes[0], .key), .refused(.malformed), .envelope(envelopes[1], nil)]
    let taken = try #require(try await inbox.take(offers, of: kit.id, at: 1))
    #expect(taken.answers == [.rejected(.key), .rejected(.malformed), .stored])
    #expect(taken.head.sequence == 2)
    #expect(try await inbox.take([envelopes[0]], of: kit).answers == [.rejected(.key)])
  }

  private func boundsWhatWaits() async throws {
    let kit = try await kit()
    let far = try Envelope(
      sealing: [],
      record: "far",
      revision: 1,
      at: Envelope.Place(after: 1_000_000, .zero),
      by: kit.key,
      to: try #require(testAuthority.sealing.first)
    )
    #expect(try await inbox.take([far], of: kit).answers == [.retry])
  }

  private func shutsOut() async throws {
    var kit = try await kit()
    let envelope = try kit.next()
    #expect(try await inbox.revoke(kit.id, at: 5))
    #expect(try await !inbox.revoke(Fingerprint(of: []), at: 5))
    #expect(try await inbox.take([.envelope(envelope, nil)], of: kit.id, at: 6) == nil)
    #expect(try await inbox.kit(kit.id)?.revoked == 5)
    let code = EnrolmentCode()
    try await inbox.add(code, expires: 100)
    #expect(try await inbox.enrol(EnrolmentRequest(code, kit: kit.key), at: 6) == nil)
    let stranger = ChainKit(testAuthority)
    #expect(try await inbox.take([], of: stranger.id, at: 6) == nil)
  }

  private func letsInOnce() async throws {
    let code = EnrolmentCode()
    try await inbox.add(code, expires: 100)
    let first = ChainKit(testAuthority)
    let second = ChainKit(testAuthority)
    #expect(try await inbox.enrol(EnrolmentRequest(code, kit: first.key), at: 99) != nil)
    #expect(try await inbox.enrol(EnrolmentRequest(code, kit: second.key), at: 99) == nil)
    // The first one may not have heard the answer.
    #expect(try await inbox.enrol(EnrolmentRequest(code, kit: first.key), at: 99) != nil)
    #expect(try await inbox.kit(second.id) == nil)
    let expired = EnrolmentCode()
    try await inbox.add(expired, expires: 100)
    #expect(try await inbox.enrol(EnrolmentRequest(expired, kit: second.key), at: 100) == nil)
    #expect(try await inbox.enrol(EnrolmentRequest(EnrolmentCode(), kit: second.key), at: 1) == nil)
  }

  private func diesAfterFiveTries() async throws {
    let code = EnrolmentCode()
    try await inbox.add(code, expires: 100)
    let kit = ChainKit(testAuthority)
    for _ in 0..<5 {
      // Somebody knows the code's name and guesses the rest.
      let guess = try EnrolmentCode(typed: code.name + EnrolmentCode().description.dropFirst(4))
      #expect(try await inbox.enrol(EnrolmentRequest(guess, kit: kit.key), at: 1) == nil)
    }
    #expect(try await inbox.enrol(EnrolmentRequest(code, kit: kit.key), at: 1) == nil)
  }

  /// Envelopes lost, doubled and out of order, in batches of any size: in the end each is there once.
  private func survivesAnyOrder() async throws {
    for seed in 0..<10 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      var kit = try await kit()
      let envelopes = try kit.next(count: 40)
      for _ in 0..<20 {
        let batch = (0..<Int.random(in: 1...8, using: &random)).compactMap { _ in
          envelopes.randomElement(using: &random)
        }
        let taken = try await inbox.take(batch, of: kit)
        #expect(taken.answers.allSatisfy { $0 == .stored || $0 == .duplicate }, "seed \(seed)")
      }
      let taken = try await inbox.take(envelopes.shuffled(using: &random), of: kit)
      #expect(taken.head == Inbox.ChainHead(sequence: 40, link: envelopes[39].link, highest: 40), "seed \(seed)")
      #expect(try await inbox.stored(of: kit) == Array(1...40), "seed \(seed)")
      #expect(try await inbox.kit(kit.id)?.alarms == 0, "seed \(seed)")
    }
  }

  private func takesManyAtOnce() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<16 {
        group.addTask {
          var kit = try await self.kit()
          let envelopes = try kit.next(count: 30)
          let sender = kit
          // Every batch is sent twice at the same time, as by a client that lost patience.
          try await withThrowingTaskGroup(of: Void.self) { group in
            for start in stride(from: 0, to: 30, by: 10) {
              for _ in 0..<2 {
                group.addTask { _ = try await inbox.take(Array(envelopes[start..<start + 10]), of: sender) }
              }
            }
            try await group.waitForAll()
          }
          let head = try #require(try await inbox.kit(kit.id)).head
          #expect(head == Inbox.ChainHead(sequence: 30, link: envelopes[29].link, highest: 30))
        }
      }
      try await group.waitForAll()
    }
  }
}

struct InboxTests {
  @Test func `an inbox in SQLite takes every envelope exactly once`() async throws {
    let folder = try TemporaryFolder()
    let inbox = try await Inbox(SQLiteStore(at: folder.url.appendingPathComponent("inbox.db")))
    try await InboxRules(inbox: inbox).everything()
  }

  @Test(.enabled(if: PostgresServer.isInstalled, PostgresServer.advice))
  func `an inbox in PostgreSQL takes every envelope exactly once`() async throws {
    let inbox = try await Inbox(PostgresStore(try PostgresServer.shared.get().url))
    try await InboxRules(inbox: inbox).everything()
  }

  @Test(.enabled(if: PostgresServer.isInstalled, PostgresServer.advice))
  func `two servers share one inbox in PostgreSQL`() async throws {
    let url = try PostgresServer.shared.get().url
    let inboxes = [try await Inbox(PostgresStore(url)), try await Inbox(PostgresStore(url))]
    var kit = ChainKit(testAuthority)
    try await inboxes[0].letIn(kit)
    let envelopes = try kit.next(count: 60)
    let sender = kit
    try await withThrowingTaskGroup(of: Void.self) { group in
      for start in stride(from: 0, to: 60, by: 10) {
        for inbox in inboxes {
          group.addTask { _ = try await inbox.take(Array(envelopes[start..<start + 10]), of: sender) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await inboxes[1].kit(kit.id)?.head.sequence == 60)
    #expect(try await inboxes[0].stored(of: kit) == Array(1...60))
  }

  @Test func `a database that cannot be reached is an error with words`() async throws {
    #expect(throws: StoreError.self) { try PostgresStore("postgresql://nobody@127.0.0.1:1/none") }
    let folder = try TemporaryFolder()
    #expect(throws: StoreError.self) { try SQLiteStore(at: folder.url) }
  }

  @Test func `an inbox of a newer program is left alone`() async throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteStore(at: folder.url.appendingPathComponent("inbox.db"))
    _ = try await Inbox(store)
    try await store.write { (transaction) throws(StoreError) in
      _ = try transaction.run("INSERT INTO format VALUES ($1)", [.integer(99)])
    }
    await #expect(throws: StoreError.newerFormat(99)) { try await Inbox(store) }
  }

  @Test func `a transaction that fails takes nothing else with it`() async throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteStore(at: folder.url.appendingPathComponent("inbox.db"))
    let inbox = try await Inbox(store)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<40 {
        group.addTask {
          do throws(StoreError) {
            try await store.write { (transaction) throws(StoreError) in
              let values: [StoreValue] = [.text("N\(number)"), .bytes([1]), .integer(1)]
              try transaction.run("INSERT INTO code (name, proof_key, expires, tries) VALUES ($1, $2, $3, 0)", values)
              if number % 4 == 0 { throw .failed("on purpose") }
            }
            return true
          } catch {
            return false
          }
        }
      }
      let kept = try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      #expect(kept == 30)
    }
    let held = try await store.read { (transaction) throws(StoreError) in
      try transaction.run("SELECT count(*) FROM code", []).rows.first?.integer(0)
    }
    #expect(held == 30)
    #expect(try await inbox.totals() == Inbox.Totals(kits: 0, records: 0, ahead: 0, alarms: 0))
  }
}
#endif
