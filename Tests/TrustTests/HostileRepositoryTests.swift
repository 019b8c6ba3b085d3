import TestSupport
import Testing
import Trust

/// Whatever is done to a repository, a kit stays on what it trusts or reaches the genuine release.
struct HostileRepositoryTests {
  private static let names = ["2.root.json", "timestamp.json", "3.snapshot.json", "3.targets.json"]

  /// One repository over time: releases 1 and 2 before the kit's refresh, root 2 and release 3 after it.
  private struct History {
    let first: Repository
    let seen: Repository
    let newest: Repository

    init() throws {
      var repository = try Repository()
      first = repository
      try repository.release("release 2")
      seen = repository
      try repository.publishNextRoot()
      try repository.release("release 3")
      newest = repository
    }
  }

  private enum Damage: CaseIterable {
    case flip, drop, swap, replay, truncate, append, overwrite

    func apply(to files: inout [String: [UInt8]], _ history: History, using random: inout SplitMix64) {
      let name = names.randomElement(using: &random) ?? ""
      let other = names.randomElement(using: &random) ?? ""
      let bytes = files[name] ?? []
      switch self {
      case .flip:
        if !bytes.isEmpty { files[name] = bytes.flipping(bit: .random(in: 0..<bytes.count * 8, using: &random)) }
      case .drop: files[name] = nil
      case .swap: (files[name], files[other]) = (files[other], files[name])
      case .replay:
        let old = Bool.random(using: &random) ? history.first.files : history.seen.files
        files[name] = old.randomElement(using: &random)?.value
      case .truncate: files[name] = Array(bytes.prefix(.random(in: 0...bytes.count, using: &random)))
      case .append: files[name] = bytes + [UInt8.random(in: 0...255, using: &random)]
      case .overwrite:
        guard !bytes.isEmpty else { return }
        files[name]?[.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
      }
    }
  }

  @Test func `flipped, dropped, swapped, replayed and truncated files lead to the genuine release or nowhere`() throws {
    let history = try History()
    let genuine = [history.seen, history.newest].map(Self.kept)
    try forAll(count: 200) { random in
      let kit = try Kit(history.first)
      try kit.refresh(from: history.seen)
      var hostile = history.newest
      for _ in 0...Int.random(in: 0...2, using: &random) {
        Damage.allCases.randomElement(using: &random)?.apply(to: &hostile.files, history, using: &random)
      }
      let failure = try Self.failure(kit, hostile)
      // Each kept file is, byte for byte, the one seen before or the newest.
      for (name, bytes) in kit.kept where !Self.same(bytes, [genuine[0][name], genuine[1][name]]) {
        return "\(name) is kept but was never published like that"
      }
      if failure == nil, kit.versions != [2, 3, 3, 3], kit.versions != [1, 2, 2, 2], kit.versions != [2, 2, 2, 2],
        kit.versions != [1, 3, 3, 3]
      {
        return "the refresh went well at \(kit.versions)"
      }
      try kit.refresh(from: history.newest)
      return kit.versions == [2, 3, 3, 3] ? nil : "the kit does not recover: \(kit.versions)"
    }
  }

  @Test func `every bit of every file counts`() throws {
    let history = try History()
    let reference = try Kit(history.first)
    try reference.refresh(from: history.seen)
    try forAll(count: 150) { random in
      let kit = try Kit(history.first)
      try kit.refresh(from: history.seen)
      let name = Self.names.randomElement(using: &random) ?? ""
      var hostile = history.newest
      guard let bytes = hostile.files[name] else { return "\(name) is not there" }
      let bit = Int.random(in: 0..<bytes.count * 8, using: &random)
      hostile.files[name] = bytes.flipping(bit: bit)
      guard let failure = try Self.failure(kit, hostile) else {
        // A changed letter in a surplus signature, or of a key id of one, leaves enough others.
        return kit.versions == [2, 3, 3, 3] ? nil : "\(name) with bit \(bit) flipped passes"
      }
      return failure.description.contains("; ") ? nil : "no reason is given"
    }
  }

  @Test func `any bytes at all in place of a file are refused without a crash`() throws {
    let history = try History()
    try forAll(count: 150) { random in
      let kit = try Kit(history.first)
      var hostile = history.newest
      let name = Self.names.randomElement(using: &random) ?? ""
      let letters = Array("{}[]\":,\\u0019eE.-truefalsn \u{7F}".utf8)
      hostile.files[name] = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? 0
      }
      return try Self.failure(kit, hostile) == nil ? "random bytes passed as \(name)" : nil
    }
  }

  private static func failure(_ kit: Kit, _ repository: Repository) throws -> TrustError? {
    do throws(any Error) {
      try kit.refresh(from: repository)
      return nil
    } catch let error as TrustError {
      return error
    }
  }

  private static func kept(_ repository: Repository) -> [String: [UInt8]] {
    let files = repository.files
    let versions = [
      ("root.json", "\(repository.root.version).root.json"), ("timestamp.json", "timestamp.json"),
      ("snapshot.json", "\(repository.snapshot.version).snapshot.json"),
      ("targets.json", "\(repository.targets.version).targets.json"),
    ]
    return Dictionary(versions.map { ($0, files[$1] ?? []) }) { first, _ in first }
  }

  /// Whether bytes say and are signed like one of these files.
  private static func same(_ bytes: [UInt8], _ genuine: [[UInt8]?]) -> Bool {
    if genuine.contains(bytes) { return true }
    func message<Role: RoleMetadata>(_: Role.Type, _ bytes: [UInt8]) -> [UInt8]? {
      (try? Signed<Role>(parsing: bytes))?.message
    }
    func agrees<Role: RoleMetadata>(_ role: Role.Type) -> Bool {
      guard let found = message(role, bytes) else { return false }
      return genuine.contains { $0.flatMap { message(role, $0) } == found }
    }
    return agrees(RootMetadata.self) || agrees(TimestampMetadata.self)
  }
}
