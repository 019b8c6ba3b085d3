import CanonicalJSON
import Releases
import TestSupport
import Testing

@Suite struct PackTests {
  private func read(_ bytes: [UInt8], atMost limit: Int = 1_000) throws -> SmallState {
    try SmallState(FullPack.read(Zstandard.source(bytes), atMost: limit))
  }

  private func line(_ id: String) -> String { #"{"fields":{},"id":"\#(id)","kind":"control"}"# }

  @Test func `records come out of a full pack as they went in, byte by byte`() throws {
    try forAll(count: 200) { random in
      let state = try random.state()
      return try read(try FullPack.write(state.source, level: 3)) == state ? nil : "something else came out"
    }
  }

  @Test func `a pack read in pieces of any size is the same`() throws {
    try forAll(count: 50) { random in
      let state = try random.state()
      let bytes = try FullPack.write(state.source, level: 3)
      let size = Int.random(in: 1...40, using: &random)
      var rest = bytes[...]
      let source: ByteSource = { () throws(ReleaseError) -> [UInt8]? in
        defer { rest = rest.dropFirst(size) }
        return rest.isEmpty ? nil : Array(rest.prefix(size))
      }
      return try SmallState(FullPack.read(source, atMost: 1_000)) == state ? nil : "pieces of \(size) read otherwise"
    }
  }

  @Test func `a pack that is cut, flipped or continued is refused`() throws {
    try forAll(count: 300) { random in
      let state = try random.state()
      var bytes = try FullPack.write(state.source, level: 3)
      switch random.next() % 3 {
      case 0: bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
      case 1: bytes.append(UInt8.random(in: 0...255, using: &random))
      default: bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      // A flipped bit that means nothing to the decompressor leaves the records as they were.
      guard let taken = try? read(bytes) else { return nil }
      return taken == state ? nil : "a damaged pack was read as something else"
    }
  }

  @Test func `lines out of order, doubled, too many, without end or with a local id are refused`() throws {
    func fault(_ lines: [String], _ error: ReleaseError, atMost limit: Int = 1_000) throws {
      let bytes = try packed(lines)
      #expect(throws: error) { try read(bytes, atMost: limit) }
    }
    try fault([line("b"), line("a")], .line(2, .outOfOrder))
    try fault([line("a"), line("a")], .line(2, .repeated))
    try fault([line("a"), line("x-1")], .line(2, .localID("x-1")))
    #expect(throws: ReleaseError.self) { try read(try packed([line("a"), ""])) }
    try fault([line("a"), line("b")], .tooLarge("the number of records", limit: 1), atMost: 1)
    let unfinished = try Zstandard.compress(Array(line("a").utf8), level: 3)
    #expect(throws: ReleaseError.line(1, .unfinished)) { try read(unfinished) }
    #expect(throws: ReleaseError.damagedCompression("it ends too early")) { try read([]) }
  }

  @Test func `a small file that unfolds without end is refused before it fills the memory`() throws {
    let bomb = try Zstandard.compress([UInt8](repeating: 0x20, count: 64 << 20), level: 19)
    #expect(bomb.count < 10_000)
    #expect(throws: ReleaseError.line(1, .tooLong(limit: PackedRecord.longestLine))) { try read(bomb) }
    #expect(throws: ReleaseError.tooLarge("a decompressed part, in bytes,", limit: 1 << 20)) {
      try Zstandard.decompress(bomb, limit: 1 << 20)
    }
  }

  @Test func `packing records out of order is refused`() throws {
    var records = [try SmallState.record("control", "b", ""), try SmallState.record("control", "a", "")][...]
    #expect(throws: ReleaseError.line(2, .outOfOrder)) {
      try FullPack.write { () throws(ReleaseError) -> PackedRecord? in records.popFirst() }
    }
  }
}
