/// What it costs to take a character for one it may not be; the cheapest way to read a match is the one reported.
enum MatchCost {
  static let lookAlike = 1
  static let unread = PatternLimits.matchLength * 2
}

/// Runs a program over a line, all alternatives abreast, one character at a time.
///
/// Each place in the program holds at most one thread, the one with the leftmost start and then the lowest cost, so the
/// work for each character is bounded by the size of the program whatever the pattern and the text.
struct PatternMatcher {
  struct Found {
    var units: Range<Int>
    var cost: Int
  }

  private struct Thread {
    var counter: Int
    var start: Int
    var cost: Int
  }

  private let program: PatternProgram
  private let reach: Int
  private let line: PreparedText.Line
  private var threads: [Thread] = []
  private var arrivals: [Thread] = []
  private var pending: [Int] = []
  private var visited: [Int]
  private var best: Found?

  /// Matches `program` on `line`; no match is longer than `reach`.
  init(_ program: PatternProgram, reach: Int, on line: PreparedText.Line) {
    self.program = program
    self.reach = reach
    self.line = line
    visited = []
  }

  /// The leftmost-longest matches that do not overlap.
  mutating func matches() -> [Found] {
    var result: [Found] = []
    var position = 0
    while let found = next(from: position) {
      result.append(found)
      position = found.units.upperBound
    }
    return result
  }

  private mutating func next(from start: Int) -> Found? {
    var position = start
    best = nil
    arrivals.removeAll(keepingCapacity: true)
    while position < line.units.count, !canBegin(at: position) { position += 1 }
    if position == line.units.count { return nil }
    visited = [Int](repeating: -1, count: program.instructions.count)
    while true {
      if best == nil {
        if arrivals.isEmpty {
          while position < line.units.count, !canBegin(at: position) { position += 1 }
        }
        if position < line.units.count, canBegin(at: position) {
          arrivals.append(Thread(counter: 0, start: position, cost: 0))
        }
      }
      settle(at: position)
      if threads.isEmpty && (best != nil || position >= line.units.count) { return best }
      guard position < line.units.count else { return best }
      step(over: line.units[position], at: position)
      position += 1
    }
  }

  private func canBegin(at position: Int) -> Bool {
    let unit = line.units[position]
    if line.isWild {
      // Whatever begins further inside a run of dots also begins at its start.
      if unit.legibility != .read { return unit.legibility != .gap }
      // A match that neither holds nor touches an unread character has been found without wildcards already.
      if line.toUnread[position] > reach { return false }
    }
    if unit.scalar < 0x80 { return program.firstASCII.contains(unit.scalar) }
    return program.beginsForeign || (unit.look != 0 && program.firstASCII.contains(unit.look))
  }

  /// Follows all steps that consume nothing, best thread first, and notes what is accepted here.
  private mutating func settle(at position: Int) {
    threads.removeAll(keepingCapacity: true)
    for arrival in arrivals {
      pending.append(arrival.counter)
      while let counter = pending.popLast() {
        if visited[counter] == position { continue }
        visited[counter] = position
        switch program.instructions[counter] {
        case .consume: threads.append(Thread(counter: counter, start: arrival.start, cost: arrival.cost))
        case .fork(let one, let other):
          pending.append(Int(other))
          pending.append(Int(one))
        case .jump(let target): pending.append(Int(target))
        case .boundary(let isWanted):
          if isBoundary(position) ?? isWanted == isWanted { pending.append(counter + 1) }
        case .check(let index):
          if holds(program.assertions[Int(index)], at: position) { pending.append(counter + 1) }
        case .accept: accept(arrival, at: position)
        }
      }
    }
    arrivals.removeAll(keepingCapacity: true)
  }

  private mutating func accept(_ thread: Thread, at position: Int) {
    guard position > thread.start, best.map({ thread.start <= $0.units.lowerBound }) ?? true else { return }
    if line.isWild, line.readBefore[position] == line.readBefore[thread.start] { return }
    best = Found(units: thread.start..<position, cost: thread.cost)
  }

  private mutating func step(over unit: TextUnit, at position: Int) {
    let isUnread = line.isWild && unit.legibility != .read
    let latestStart = best?.units.lowerBound ?? position
    var isSorted = true
    for thread in threads
    where thread.start <= latestStart && position - thread.start < PatternLimits.matchLength {
      guard case .consume(let index) = program.instructions[thread.counter] else { continue }
      if isUnread && unit.legibility != .unread && position > thread.start {
        let toll = unit.legibility == .gapStart ? MatchCost.unread : 0
        arrive(Thread(counter: thread.counter, start: thread.start, cost: thread.cost + toll), &isSorted)
      }
      guard let price = isUnread ? unreadPrice(index) : price(of: unit, in: index) else { continue }
      arrive(Thread(counter: thread.counter + 1, start: thread.start, cost: thread.cost + price), &isSorted)
    }
    if !isSorted { arrivals.sort { ($0.start, $0.cost) < ($1.start, $1.cost) } }
  }

  private func unreadPrice(_ index: UInt16) -> Int? {
    program.quickClasses[Int(index)].admitsUnread ? MatchCost.unread : nil
  }

  private func price(of unit: TextUnit, in index: UInt16) -> Int? {
    let members = program.quickClasses[Int(index)]
    if let place = members.place, unit.scalar >= 0x80 || members.isNegated {
      return program.classes[Int(place)].cost(ofReading: unit)
    }
    if members.ascii.contains(unit.scalar) { return 0 }
    return unit.look != 0 && members.looks.contains(unit.look) ? MatchCost.lookAlike : nil
  }

  private mutating func arrive(_ thread: Thread, _ isSorted: inout Bool) {
    if let last = arrivals.last, (thread.start, thread.cost) < (last.start, last.cost) { isSorted = false }
    arrivals.append(thread)
  }

  private func holds(_ assertion: PatternAssertion, at position: Int) -> Bool {
    switch assertion {
    case .start: return position == 0
    case .end: return position == line.units.count
    case .wordBoundary: return isBoundary(position) ?? true
    case .noWordBoundary: return isBoundary(position).map { !$0 } ?? true
    case .ahead(let body, let isNegated):
      return look(at: body, from: position).map { $0 != isNegated } ?? true
    case .behind(let body, let isNegated):
      return look(at: body, from: position - body.count).map { $0 != isNegated } ?? true
    }
  }

  /// Whether a word begins or ends at `position`, or `nil` where an unread neighbour may or may not belong to it.
  private func isBoundary(_ position: Int) -> Bool? {
    if line.isWild, isUnread(position - 1) || isUnread(position) { return nil }
    return isWord(position - 1) != isWord(position)
  }

  /// Whether `body` stands at `position`, or `nil` when that depends on unread characters.
  private func look(at body: [CharacterClass], from position: Int) -> Bool? {
    var isCertain = true
    for (offset, members) in body.enumerated() {
      let place = position + offset
      guard line.units.indices.contains(place) else { return false }
      if isUnread(place) {
        isCertain = false
      } else if members.cost(ofReading: line.units[place]) == nil {
        return false
      }
    }
    return isCertain ? true : nil
  }

  private func isUnread(_ position: Int) -> Bool {
    line.isWild && line.units.indices.contains(position) && line.units[position].legibility != .read
  }

  private func isWord(_ position: Int) -> Bool {
    line.units.indices.contains(position) && line.units[position].isWord
  }
}
