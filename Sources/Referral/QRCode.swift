/// A QR code (ISO/IEC 18004), byte mode, error correction level M, versions 1 to 15.
public struct QRCode: Sendable, Equatable {
  /// How many modules one side has.
  public let size: Int
  /// The version, from 1 to 15.
  public let version: Int
  /// The mask that was chosen, from 0 to 7.
  public let mask: Int
  private var dark: [Bool]
  private var isFunction: [Bool]
  private static let newest = 15

  /// Whether the module in this row and column is dark.
  public func isDark(row: Int, column: Int) -> Bool { dark[row * size + column] }

  /// The code for a text; nil where it is too long for version 15 (412 bytes).
  public init?(_ text: String) { self.init(text, mask: nil) }

  /// - Parameter mask: the mask to use instead of the one that reads best.
  init?(_ text: String, mask: Int?) {
    let bytes = Array(text.utf8)
    guard let version = (1...Self.newest).first(where: { QRBlocks($0).holds(bytes.count) }) else { return nil }
    self.init(
      codewords: QRBlocks(version).codewords(of: bytes),
      version: version,
      masks: mask.map { [$0] } ?? Array(0..<8)
    )
  }

  private init(codewords: [UInt8], version: Int, masks: [Int]) {
    let size = 17 + 4 * version
    var blank = Self(size: size, version: version)
    blank.drawFunctionPatterns()
    blank.draw(codewords)
    let masked = masks.map { blank.masked($0) }
    self = masked.min { ($0.penalty, $0.mask) < ($1.penalty, $1.mask) } ?? blank
  }

  private init(size: Int, version: Int, mask: Int = 0) {
    self.size = size
    self.version = version
    self.mask = mask
    dark = Array(repeating: false, count: size * size)
    isFunction = dark
  }

  // MARK: - Function patterns

  private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
    guard (0..<size).contains(row), (0..<size).contains(column) else { return }
    dark[row * size + column] = isDark
    isFunction[row * size + column] = true
  }

  private mutating func drawFunctionPatterns() {
    for index in 0..<size {
      set(6, index, index.isMultiple(of: 2))
      set(index, 6, index.isMultiple(of: 2))
    }
    for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] { drawFinder(row, column) }
    let positions = alignmentPositions
    for (i, row) in positions.enumerated() {
      for (j, column) in positions.enumerated() {
        let last = positions.count - 1
        if (i == 0 && j == 0) || (i == 0 && j == last) || (i == last && j == 0) { continue }
        drawAlignment(row, column)
      }
    }
    drawFormat(0)
    drawVersion()
  }

  private mutating func drawFinder(_ row: Int, _ column: Int) {
    for down in -4...4 {
      for right in -4...4 {
        let distance = max(abs(down), abs(right))
        set(row + down, column + right, distance != 2 && distance != 4)
      }
    }
  }

  private mutating func drawAlignment(_ row: Int, _ column: Int) {
    for down in -2...2 {
      for right in -2...2 { set(row + down, column + right, max(abs(down), abs(right)) != 1) }
    }
  }

  private var alignmentPositions: [Int] {
    guard version > 1 else { return [] }
    let count = version / 7 + 2
    let step = (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2
    return [6] + (0..<count - 1).map { size - 7 - step * $0 }.reversed()
  }

  /// Fifteen bits: the level, the mask and their own check, twice.
  private mutating func drawFormat(_ mask: Int) {
    // Level M is written 00.
    var rest = mask
    for _ in 0..<10 { rest = (rest << 1) ^ ((rest >> 9) * 0x537) }
    let bits = (mask << 10 | rest) ^ 0x5412
    func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
    for index in 0...5 { set(index, 8, bit(index)) }
    set(7, 8, bit(6))
    set(8, 8, bit(7))
    set(8, 7, bit(8))
    for index in 9..<15 { set(8, 14 - index, bit(index)) }
    for index in 0..<8 { set(8, size - 1 - index, bit(index)) }
    for index in 8..<15 { set(size - 15 + index, 8, bit(index)) }
    set(size - 8, 8, true)
  }

  private mutating func drawVersion() {
    guard version >= 7 else { return }
    var rest = version
    for _ in 0..<12 { rest = (rest << 1) ^ ((rest >> 11) * 0x1F25) }
    let bits = version << 12 | rest
    for index in 0..<18 {
      let isDark = bits >> index & 1 == 1
      let (far, near) = (size - 11 + index % 3, index / 3)
      set(near, far, isDark)
      set(far, near, isDark)
    }
  }

  // MARK: - Data

  private mutating func draw(_ codewords: [UInt8]) {
    var index = 0
    var right = size - 1
    while right >= 1 {
      if right == 6 { right = 5 }
      for step in 0..<size {
        for offset in 0..<2 {
          let column = right - offset
          let isUpward = (right + 1) & 2 == 0
          let row = isUpward ? size - 1 - step : step
          guard !isFunction[row * size + column], index < codewords.count * 8 else { continue }
          dark[row * size + column] = codewords[index / 8] >> (7 - index % 8) & 1 == 1
          index += 1
        }
      }
      right -= 2
    }
  }

  private func masked(_ mask: Int) -> QRCode {
    var code = QRCode(size: size, version: version, mask: mask)
    code.dark = dark
    code.isFunction = isFunction
    for row in 0..<size {
      for column in 0..<size where !isFunction[row * size + column] && Self.flips(mask, row, column) {
        code.dark[row * size + column].toggle()
      }
    }
    code.drawFormat(mask)
    return code
  }

  private static func flips(_ mask: Int, _ y: Int, _ x: Int) -> Bool {
    switch mask {
    case 0: (x + y) % 2 == 0
    case 1: y % 2 == 0
    case 2: x % 3 == 0
    case 3: (x + y) % 3 == 0
    case 4: (x / 3 + y / 2) % 2 == 0
    case 5: x * y % 2 + x * y % 3 == 0
    case 6: (x * y % 2 + x * y % 3) % 2 == 0
    default: ((x + y) % 2 + x * y % 3) % 2 == 0
    }
  }

  /// How hard the code would be to read: long runs, blocks, patterns like a finder's, too much of one colour.
  private var penalty: Int {
    var total = 0
    for index in 0..<size {
      total += Self.linePenalty((0..<size).map { dark[index * size + $0] })
      total += Self.linePenalty((0..<size).map { dark[$0 * size + index] })
    }
    for row in 0..<size - 1 {
      for column in 0..<size - 1 {
        let colour = dark[row * size + column]
        if dark[row * size + column + 1] == colour, dark[(row + 1) * size + column] == colour,
          dark[(row + 1) * size + column + 1] == colour
        {
          total += 3
        }
      }
    }
    let share = dark.count { $0 } * 20 - dark.count * 10
    return total + (abs(share) + dark.count - 1) / dark.count * 10
  }

  private static let finderLike = [true, false, true, true, true, false, true]

  private static func linePenalty(_ line: [Bool]) -> Int {
    var total = 0
    var run = 0
    for (index, isDark) in line.enumerated() {
      run = index > 0 && line[index - 1] == isDark ? run + 1 : 1
      if run == 5 { total += 3 } else if run > 5 { total += 1 }
    }
    for start in 0...line.count - 7 where Array(line[start..<start + 7]) == finderLike {
      let before = (max(0, start - 4)..<start).allSatisfy { !line[$0] }
      let after = (start + 7..<min(line.count, start + 11)).allSatisfy { !line[$0] }
      if before || after { total += 40 }
    }
    return total
  }
}
