@testable import Reading

/// The plainest way to match: follow every path.
///
/// Far too slow for use, short enough to be obviously right.
struct NaiveMatcher {
  let node: PatternNode
  let line: PreparedText.Line

  /// The leftmost-longest matches that do not overlap, each with its lowest cost.
  func matches() -> [PatternMatcher.Found] {
    var result: [PatternMatcher.Found] = []
    var start = 0
    while start < line.units.count {
      if line.isWild, line.units[start].legibility == .gap {
        start += 1
        continue
      }
      let ends = self.ends(of: node, from: [start: 0], start: start).filter { end, _ in
        end > start && (start..<end).contains { !isUnread($0) }
      }
      guard let longest = ends.max(by: { $0.key < $1.key }) else {
        start += 1
        continue
      }
      result.append(PatternMatcher.Found(units: start..<longest.key, cost: longest.value))
      start = longest.key
    }
    return result
  }

  private func ends(of node: PatternNode, from places: [Int: Int], start: Int) -> [Int: Int] {
    switch node {
    case .one(let members):
      var result: [Int: Int] = [:]
      for (place, cost) in places { merge(consume(members, at: place, cost: cost, start: start), into: &result) }
      return result
    case .assertion(let assertion): return places.filter { holds(assertion, at: $0.key) }
    case .sequence(let items): return items.reduce(places) { ends(of: $1, from: $0, start: start) }
    case .choice(let branches):
      var result: [Int: Int] = [:]
      for branch in branches { merge(ends(of: branch, from: places, start: start), into: &result) }
      return result
    case .repeated(let item, let least, let most):
      var current = places
      for _ in 0..<least { current = ends(of: item, from: current, start: start) }
      var result = current
      for _ in 0..<(most.map { $0 - least } ?? line.units.count + 1) {
        current = ends(of: item, from: current, start: start)
        merge(current, into: &result)
      }
      return result
    }
  }

  private func consume(_ members: CharacterClass, at place: Int, cost: Int, start: Int) -> [Int: Int] {
    var result: [Int: Int] = [:]
    var place = place
    var cost = cost
    while place < line.units.count {
      let unit = line.units[place]
      let price = isUnread(place) ? (members.admitsUnread ? MatchCost.unread : nil) : members.cost(ofReading: unit)
      if let price { merge([place + 1: cost + price], into: &result) }
      guard isUnread(place), unit.legibility != .unread, place > start else { break }
      if unit.legibility == .gapStart { cost += MatchCost.unread }
      place += 1
    }
    return result
  }

  private func merge(_ places: [Int: Int], into result: inout [Int: Int]) {
    result.merge(places) { min($0, $1) }
  }

  private func isUnread(_ place: Int) -> Bool {
    line.isWild && line.units.indices.contains(place) && line.units[place].legibility != .read
  }

  private func holds(_ assertion: PatternAssertion, at place: Int) -> Bool {
    let isWord = { (place: Int) in self.line.units.indices.contains(place) && self.line.units[place].isWord }
    switch assertion {
    case .start: return place == 0
    case .end: return place == line.units.count
    case .wordBoundary: return isUnread(place - 1) || isUnread(place) || isWord(place - 1) != isWord(place)
    case .noWordBoundary: return isUnread(place - 1) || isUnread(place) || isWord(place - 1) == isWord(place)
    case .ahead(let body, let isNegated): return stands(body, at: place, isNegated: isNegated)
    case .behind(let body, let isNegated): return stands(body, at: place - body.count, isNegated: isNegated)
    }
  }

  private func stands(_ body: [CharacterClass], at place: Int, isNegated: Bool) -> Bool {
    let places = body.indices.map { place + $0 }
    guard places.allSatisfy(line.units.indices.contains) else { return isNegated }
    let readFits = zip(body, places).allSatisfy { isUnread($1) || $0.cost(ofReading: line.units[$1]) != nil }
    if !readFits { return isNegated }
    return places.contains(where: isUnread) || !isNegated
  }
}
