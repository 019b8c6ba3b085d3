import TestSupport
import Testing

@testable import Reading

@Suite struct ListsByKeyTests {
  @Test func `each key has its values in their order, each once`() {
    let lists = ListsByKey([("b", 2), ("a", 1), ("b", 1), ("b", 2), ("a", 3)])
    #expect(Array(lists["a"]) == [1, 3])
    #expect(Array(lists["b"]) == [2, 1])
    #expect(lists["c"].isEmpty)
    #expect(lists.row(of: "b") == 0)
    #expect(lists.row(of: "c") == nil)
    #expect(lists.count == 2)
  }

  @Test func `no pairs make no lists`() {
    let lists = ListsByKey<String, Int>([])
    #expect(lists["a"].isEmpty)
    #expect(lists.count == 0)
  }

  @Test func `they hold what a dictionary of lists holds`() {
    forAll { random in
      let pairs = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        (key: Int.random(in: 0...12, using: &random), value: Int.random(in: 0...5, using: &random))
      }
      var expected: [Int: [Int]] = [:]
      for (key, value) in pairs where !expected[key, default: []].contains(value) {
        expected[key, default: []].append(value)
      }
      let lists = ListsByKey(pairs)
      let wrong = (0...13).first { Array(lists[$0]) != expected[$0] ?? [] }
      return wrong.map { "the values of \($0) differ among \(pairs)" }
    }
  }
}
