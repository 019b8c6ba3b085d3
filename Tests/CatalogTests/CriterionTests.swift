import Measures
import TestSupport
import Testing

@testable import Catalog

/// Criterion trees over the features `q0`…, each tested once so that every condition can be answered alone.
private struct RandomCriterion {
  let tree: Criterion
  private(set) var results: [String: Kleene] = [:]
  private var count = 0

  init(depth: Int, judges: Bool = false, from first: Int = 0, using random: inout SplitMix64) {
    count = first
    let kind = depth == 0 ? 0 : Int.random(in: 0..<6, using: &random)
    switch kind {
    case 0, 1:
      if judges, Int.random(in: 0..<4, using: &random) == 0 {
        tree = .judgement("j\(first)")
        return
      }
      let feature = "q\(first)"
      tree = .condition(.init(feature: feature, test: .states(StateSet([0])), text: ""))
      results[feature] = [.no, .unknown, .yes].randomElement(using: &random) ?? .unknown
      count += 1
    case 2:
      let part = RandomCriterion(depth: depth - 1, judges: judges, from: first, using: &random)
      tree = .not(part.tree)
      (results, count) = (part.results, part.count)
    default:
      var parts: [Criterion] = []
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let part = RandomCriterion(depth: depth - 1, judges: judges, from: count, using: &random)
        parts.append(part.tree)
        results.merge(part.results) { $1 }
        count = part.count
      }
      tree =
        kind == 3
        ? .all(parts) : kind == 4 ? .any(parts) : .atLeast(Int.random(in: 1...parts.count, using: &random), parts)
    }
  }

  func result(_ criterion: Criterion, _ results: [String: Kleene]) -> Kleene {
    criterion.result { results[$0.feature] ?? .unknown }
  }

  /// The features as choices of two states, and what was said of them.
  func evaluate(_ results: [String: Kleene]) -> Evaluation {
    tree.evaluate(Readings(observations(results), features: features), features: features)
  }

  private var features: [String: Feature] {
    Catalog(
      records: self.results.keys.map {
        FixtureCatalog.record(
          .feature,
          $0,
          #"""
          {"name": "Q", "question": "?", "kind": "presence", "place": "goods", "seconds": "\#($0.utf8.count * 3)"}
          """#
        )
      }
    ).features
  }

  private func observations(_ results: [String: Kleene]) -> [Observation] {
    results.compactMap { feature, result in
      result == .unknown
        ? nil
        : Observation(
          feature: feature,
          content: .states(StateSet([result == .yes ? 0 : 1])),
          source: .read,
          text: ""
        )
    }
  }
}

@Suite struct CriterionTests {
  private func pick(_ random: inout SplitMix64) -> (RandomCriterion, RandomCriterion, [String: Kleene]) {
    let left = RandomCriterion(depth: 3, judges: true, using: &random)
    let right = RandomCriterion(depth: 3, judges: true, using: &random)
    return (left, right, left.results.merging(right.results) { first, _ in first })
  }

  @Test func `all and any obey the laws of Kleene's logic`() {
    forAll(count: 1_000) { random in
      let (left, right, known) = pick(&random)
      let (a, b) = (left.tree, right.tree)
      let value = { (criterion: Criterion) in left.result(criterion, known) }
      let laws: [(String, Criterion, Criterion)] = [
        ("all commutes", .all([a, b]), .all([b, a])), ("any commutes", .any([a, b]), .any([b, a])),
        ("De Morgan for all", .not(.all([a, b])), .any([.not(a), .not(b)])),
        ("De Morgan for any", .not(.any([a, b])), .all([.not(a), .not(b)])),
        ("double negation", .not(.not(a)), a), ("all absorbs", .all([a, .any([a, b])]), a),
        ("any absorbs", .any([a, .all([a, b])]), a), ("at least all", .atLeast(2, [a, b]), .all([a, b])),
        ("at least one", .atLeast(1, [a, b]), .any([a, b])), ("all repeats", .all([a, a]), a),
        ("all associates", .all([a, .all([b, a])]), .all([.all([a, b]), a])),
        ("all distributes", .all([a, .any([a, b])]), .any([.all([a, a]), .all([a, b])])),
        ("too few fail", .not(.atLeast(1, [a, b])), .atLeast(2, [.not(a), .not(b)])),
      ]
      return laws.first { value($0.1) != value($0.2) }.map { "\($0.0): \(a) and \(b) with \(known)" }
    }
  }

  @Test func `an answer never changes a decided result`() {
    forAll(count: 1_000) { random in
      let criterion = RandomCriterion(depth: 4, judges: true, using: &random)
      let before = criterion.result(criterion.tree, criterion.results)
      let answered = criterion.results.mapValues { $0 == .unknown ? Kleene(Bool.random(using: &random)) : $0 }
      let after = criterion.result(criterion.tree, answered)
      return before == .unknown || before == after ? nil : "\(criterion.tree): \(before) became \(after)"
    }
  }

  @Test func `favourable values of what is missing complete the match`() {
    forAll(count: 500) { random in
      let criterion = RandomCriterion(depth: 3, using: &random)
      let evaluation = criterion.evaluate(criterion.results)
      guard evaluation.result == .unknown else {
        return evaluation.missing.isEmpty ? nil : "decided, but \(evaluation.missing) is missing"
      }
      let missing = evaluation.missing.compactMap { if case .feature(let id) = $0 { id } else { nil } }
      guard !missing.isEmpty, Set(missing).count == missing.count else { return "missing: \(missing)" }
      for feature in missing where criterion.results[feature] != .unknown { return "\(feature) is known already" }
      for answers in 0..<(1 << missing.count) {
        var filled = criterion.results
        for (place, feature) in missing.enumerated() { filled[feature] = answers >> place & 1 == 1 ? .yes : .no }
        if criterion.result(criterion.tree, filled) == .yes { return nil }
      }
      return "\(missing) cannot complete \(criterion.tree) with \(criterion.results)"
    }
  }

  @Test func `what awaits only judgement names no feature`() {
    forAll(count: 500) { random in
      let criterion = RandomCriterion(depth: 3, judges: true, using: &random)
      let evaluation = criterion.evaluate(criterion.results)
      let features = evaluation.missing.contains { if case .feature = $0 { true } else { false } }
      let isAnythingMet = evaluation.checks.contains { $0.result == .yes }
      let awaits = evaluation.result == .unknown && !features && isAnythingMet
      return awaits == evaluation.awaitsOnlyJudgement ? nil : "\(criterion.tree) with \(evaluation)"
    }
  }

  @Test func `judgement alone stays unknown, and nothing read is nothing met`() throws {
    let judged = try #require(FixtureCatalog.catalog.criterion(of: "wa/judged"))
    let evaluation = judged.evaluate(Readings([], features: [:]), features: [:])
    #expect(evaluation.result == .unknown)
    #expect(evaluation.missing == [.judgement("specially designed for rockets")])
    #expect(!evaluation.awaitsOnlyJudgement)
    #expect(!evaluation.isNear)
  }

  @Test func `the cheapest readings are asked for`() throws {
    let criterion = try #require(FixtureCatalog.catalog.criterion(of: "eu/1C216"))
    let features = FixtureCatalog.catalog.features
    let evaluation = criterion.evaluate(Readings([], features: features), features: features)
    #expect(evaluation.missing == [.feature("density"), .feature("material")])
  }
}
