/// A pattern as steps for the matcher.
struct PatternProgram: Sendable {
  /// A step; with ``PatternLimits/instructions`` every place fits into 16 bits, of which a kit keeps tens of thousands.
  enum Instruction: Sendable {
    case consume(UInt16)
    case fork(UInt16, UInt16)
    case jump(UInt16)
    /// Goes on where a word begins or ends, or with `false` where neither does.
    case boundary(Bool)
    case check(UInt16)
    case accept
  }

  private(set) var instructions: [Instruction] = []
  /// What each kind of step accepts of ASCII.
  private(set) var quickClasses: [QuickClass] = []
  /// The classes that also accept something beyond ASCII.
  private(set) var classes: [CharacterClass] = []
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
    findFirstCharacters()
    compact()
  }

  /// Keeps nothing twice, and no room for more.
  private mutating func compact() {
    var foreign: [CharacterClass] = []
    quickClasses = classes.map { members in
      if members.acceptsForeign { foreign.append(members) }
      return QuickClass(members, place: members.acceptsForeign ? UInt16(foreign.count - 1) : nil)
    }
    classes = foreign.map(\.self)
    instructions = instructions.map(\.self)
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
        instructions[fork] = Self.fork(fork, instructions.count)
      }
    }
    for exit in exits { instructions[exit] = .jump(UInt16(instructions.count)) }
  }

  private mutating func emitOptional(_ item: PatternNode, times: Int) throws(TooLarge) {
    var forks: [Int] = []
    for _ in 0..<times {
      forks.append(instructions.count)
      try append(.accept)
      try emit(item)
    }
    for fork in forks { instructions[fork] = Self.fork(fork, instructions.count) }
  }

  private mutating func emitLoop(_ item: PatternNode) throws(TooLarge) {
    let fork = instructions.count
    try append(.accept)
    try emit(item)
    try append(.jump(UInt16(fork)))
    instructions[fork] = Self.fork(fork, instructions.count)
  }

  /// The step at `place`, which goes on behind it and at `other`.
  private static func fork(_ place: Int, _ other: Int) -> Instruction { .fork(UInt16(place + 1), UInt16(other)) }

  private static func index<Part: Equatable>(of part: Part, in parts: inout [Part]) -> UInt16 {
    if let index = parts.firstIndex(of: part) { return UInt16(index) }
    parts.append(part)
    return UInt16(parts.count - 1)
  }

  private mutating func findFirstCharacters() {
    var seen = [Bool](repeating: false, count: instructions.count)
    var pending = [0]
    while let counter = pending.popLast() {
      if seen[counter] { continue }
      seen[counter] = true
      switch instructions[counter] {
      case .consume(let index):
        firstASCII.formUnion(classes[Int(index)].acceptedASCII)
        if classes[Int(index)].acceptsForeign { beginsForeign = true }
      case .fork(let one, let other): pending += [Int(one), Int(other)]
      case .jump(let target): pending.append(Int(target))
      case .check, .boundary: pending.append(counter + 1)
      case .accept: break
      }
    }
  }
}
