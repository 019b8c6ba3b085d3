/// A pattern as steps for the matcher.
struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    case consume(Int)
    case fork(Int, Int)
    case jump(Int)
    /// Goes on where a word begins or ends, or with `false` where neither does.
    case boundary(Bool)
    case check(Int)
    case accept
  }

  private(set) var instructions: [Instruction] = []
  private(set) var classes: [CharacterClass] = []
  private(set) var quickClasses: [QuickClass] = []
  private(set) var assertions: [PatternAssertion] = []
  /// The ASCII characters, direct or looked alike, that a match can begin with.
  private(set) var firstASCII = ASCIISet()
  private(set) var beginsForeign = false
  private var effort = 0

  init(_ node: PatternNode, length: Int) throws(PatternError) {
    do {
      try emit(node)
      try append(.accept)
    } catch {
      throw PatternError(position: length, problem: .tooLarge)
    }
    quickClasses = classes.map(\.quick)
    findFirstCharacters()
  }

  private struct TooLarge: Error {}

  private mutating func append(_ instruction: Instruction) throws(TooLarge) {
    guard instructions.count < PatternLimits.instructions else { throw TooLarge() }
    instructions.append(instruction)
  }

  private mutating func emit(_ node: PatternNode) throws(TooLarge) {
    // Counts of groups that hold nothing add no steps, but they take time: they have to stay within a bound too.
    effort += 1
    guard effort <= 2 * PatternLimits.instructions else { throw TooLarge() }
    switch node {
    case .one(let members):
      try append(.consume(PatternProgram.index(of: members, in: &classes)))
    case .assertion(.wordBoundary): try append(.boundary(true))
    case .assertion(.noWordBoundary): try append(.boundary(false))
    case .assertion(let assertion):
      try append(.check(PatternProgram.index(of: assertion, in: &assertions)))
    case .sequence(let items):
      for item in items { try emit(item) }
    case .choice(let branches):
      try emitChoice(branches)
    case .repeated(let item, let least, let most):
      for _ in 0..<least { try emit(item) }
      if let most {
        try emitOptional(item, times: most - least)
      } else {
        try emitLoop(item)
      }
    }
  }

  private mutating func emitChoice(_ branches: [PatternNode]) throws(TooLarge) {
    var exits: [Int] = []
    for (number, branch) in branches.enumerated() {
      let fork = instructions.count
      let isLast = number == branches.count - 1
      if !isLast { try append(.accept) }
      try emit(branch)
      if !isLast {
        exits.append(instructions.count)
        try append(.accept)
        instructions[fork] = .fork(fork + 1, instructions.count)
      }
    }
    for exit in exits { instructions[exit] = .jump(instructions.count) }
  }

  private mutating func emitOptional(_ item: PatternNode, times: Int) throws(TooLarge) {
    var forks: [Int] = []
    for _ in 0..<times {
      forks.append(instructions.count)
      try append(.accept)
      try emit(item)
    }
    for fork in forks { instructions[fork] = .fork(fork + 1, instructions.count) }
  }

  private mutating func emitLoop(_ item: PatternNode) throws(TooLarge) {
    let fork = instructions.count
    try append(.accept)
    try emit(item)
    try append(.jump(fork))
    instructions[fork] = .fork(fork + 1, instructions.count)
  }

  private static func index<Part: Equatable>(of part: Part, in parts: inout [Part]) -> Int {
    if let index = parts.firstIndex(of: part) { return index }
    parts.append(part)
    return parts.count - 1
  }

  private mutating func findFirstCharacters() {
    var seen = [Bool](repeating: false, count: instructions.count)
    var pending = [0]
    while let counter = pending.popLast() {
      if seen[counter] { continue }
      seen[counter] = true
      switch instructions[counter] {
      case .consume(let index):
        firstASCII.formUnion(classes[index].acceptedASCII)
        if classes[index].acceptsForeign { beginsForeign = true }
      case .fork(let one, let other): pending += [one, other]
      case .jump(let target): pending.append(target)
      case .check, .boundary: pending.append(counter + 1)
      case .accept: break
      }
    }
  }
}
