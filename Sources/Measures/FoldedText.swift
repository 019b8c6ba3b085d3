/// A text reduced to the few scalars that quantities are written in, each with its place in the original.
///
/// Digits of every script become ASCII digits, all dashes a hyphen, all blanks a space, and superscripts a caret and
/// digits. Invisible formatting marks are dropped.
struct FoldedText {
  private(set) var scalars: [Unicode.Scalar] = []
  /// For each folded scalar, where the original scalar starts.
  private(set) var starts: [String.Index] = []
  /// For each folded scalar, where the original scalar ends.
  private(set) var ends: [String.Index] = []

  init(_ text: String) {
    let source = text.unicodeScalars
    scalars.reserveCapacity(source.count)
    var index = source.startIndex
    var inSuperscript = false
    while index != source.endIndex {
      let scalar = source[index]
      let next = source.index(after: index)
      if let raised = Self.superscripts[scalar] {
        if !inSuperscript { append("^", index, next) }
        append(raised, index, next)
        inSuperscript = true
      } else {
        inSuperscript = false
        for folded in Self.fold(scalar) { append(folded, index, next) }
      }
      index = next
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ start: String.Index, _ end: String.Index) {
    scalars.append(scalar)
    starts.append(start)
    ends.append(end)
  }

  private static func fold(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    if scalar.value < 0x80 {
      return scalar == "\t" ? [" "] : [scalar]
    }
    if let replacement = replacements[scalar] { return replacement }
    if (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
      return [narrow]
    }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .decimalNumber:
      guard let value = properties.numericValue, let digit = UInt8(exactly: value), digit < 10 else { return [scalar] }
      return [Unicode.Scalar(UInt8(ascii: "0") + digit)]
    case .spaceSeparator: return [" "]
    case .dashPunctuation: return ["-"]
    case .format: return []
    default: return [scalar]
    }
  }

  private static let superscripts: [Unicode.Scalar: Unicode.Scalar] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
    "⁻": "-", "⁺": "+",
  ]

  private static let replacements: [Unicode.Scalar: [Unicode.Scalar]] = {
    let pairs: [(String, String)] = [
      ("−﹣", "-"), ("µμ", "u"), ("ΩΩ", "ohm"), ("°º˚", "deg"), ("℃", "degC"), ("℉", "degF"), ("K", "K"),
      ("×✕✖", "*"), ("⋅•∙∗", "·"), ("″”“„‟〃", "\""), ("′’‘‛´", "'"), ("≥⩾≧", ">="), ("≤⩽≦", "<="),
      ("～∼≈≃", "~"), ("…÷", ".."), ("⌀∅ø⌽", "Ø"), ("⁄∕", "/"), ("√", "rt-"), ("Å", "Å"), ("㎜", "mm"),
      ("㎝", "cm"), ("㎞", "km"), ("㎏", "kg"), ("㎡", "m2"), ("㎥", "m3"), ("٫", "."), ("٬", ","),
    ]
    var table: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    for (from, to) in pairs {
      for scalar in from.unicodeScalars { table[scalar] = Array(to.unicodeScalars) }
    }
    return table
  }()
}

extension Unicode.Scalar {
  /// Whether this is an ASCII digit, as all digits are after folding.
  var isDigit: Bool { value >= 0x30 && value <= 0x39 }

  /// Whether this belongs to a word.
  var isLetter: Bool {
    value < 0x80 ? (value | 0x20) >= 0x61 && (value | 0x20) <= 0x7A : properties.isAlphabetic
  }

  /// Whether this is a space after folding.
  var isBlank: Bool { self == " " }
}
