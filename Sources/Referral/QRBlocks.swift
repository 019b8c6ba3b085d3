/// How a QR code of level M spreads its bytes over blocks, each with its own Reed-Solomon check.
struct QRBlocks {
  private let version: Int
  private let checkLength: Int
  private let count: Int
  /// For versions 1 to 15 of level M: check bytes in a block, and blocks.
  private static let table = [
    (10, 1), (16, 1), (26, 1), (18, 2), (24, 2), (16, 4), (18, 4), (22, 4), (22, 5), (26, 5), (30, 5), (22, 8),
    (22, 9), (24, 9), (24, 10),
  ]

  init(_ version: Int) {
    self.version = version
    (checkLength, count) = Self.table[version - 1]
  }

  /// All bytes that the symbol has room for, data and check.
  private var capacity: Int {
    var modules = (16 * version + 128) * version + 64
    if version >= 2 {
      let alignments = version / 7 + 2
      modules -= (25 * alignments - 10) * alignments - 55
      if version >= 7 { modules -= 36 }
    }
    return modules / 8
  }

  private var dataLength: Int { capacity - checkLength * count }
  private var lengthBits: Int { version < 10 ? 8 : 16 }

  func holds(_ length: Int) -> Bool { 4 + lengthBits + 8 * length <= dataLength * 8 }

  /// The bytes as they are drawn.
  func codewords(of bytes: [UInt8]) -> [UInt8] {
    let data = self.data(of: bytes)
    let short = capacity / count
    let longBlocks = capacity % count
    var blocks: [(data: [UInt8], check: [UInt8])] = []
    var start = 0
    for index in 0..<count {
      let length = short - checkLength + (index < count - longBlocks ? 0 : 1)
      let block = Array(data[start..<start + length])
      blocks.append((block, ReedSolomon.check(block, length: checkLength)))
      start += length
    }
    var result: [UInt8] = []
    for index in 0..<short - checkLength + 1 {
      for block in blocks where index < block.data.count { result.append(block.data[index]) }
    }
    for index in 0..<checkLength {
      for block in blocks { result.append(block.check[index]) }
    }
    return result
  }

  private func data(of bytes: [UInt8]) -> [UInt8] {
    var bits: [Bool] = []
    func append(_ value: Int, _ count: Int) {
      for index in (0..<count).reversed() { bits.append(value >> index & 1 == 1) }
    }
    append(0b0100, 4)
    append(bytes.count, lengthBits)
    for byte in bytes { append(Int(byte), 8) }
    append(0, min(4, dataLength * 8 - bits.count))
    append(0, (8 - bits.count % 8) % 8)
    var data = stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    var isOdd = true
    while data.count < dataLength {
      data.append(isOdd ? 0xEC : 0x11)
      isOdd.toggle()
    }
    return data
  }
}

/// Reed-Solomon check bytes over GF(256) with the polynomial 0x11D.
enum ReedSolomon {
  static func check(_ data: [UInt8], length: Int) -> [UInt8] {
    let divisor = self.divisor(length)
    var rest = [UInt8](repeating: 0, count: length)
    for byte in data {
      let factor = byte ^ rest[0]
      rest.removeFirst()
      rest.append(0)
      for index in rest.indices { rest[index] ^= multiply(divisor[index], factor) }
    }
    return rest
  }

  private static func divisor(_ degree: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: degree)
    result[degree - 1] = 1
    var root: UInt8 = 1
    for _ in 0..<degree {
      for index in result.indices {
        result[index] = multiply(result[index], root)
        if index + 1 < degree { result[index] ^= result[index + 1] }
      }
      root = multiply(root, 2)
    }
    return result
  }

  private static func multiply(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var product = 0
    for index in (0..<8).reversed() {
      product = (product << 1) ^ ((product >> 7) * 0x11D)
      product ^= Int(right >> UInt8(index) & 1) * Int(left)
    }
    return UInt8(truncatingIfNeeded: product)
  }
}
