/// Writes the symbol of a product of units so that it reads back as the same unit.
enum UnitSymbol {
  /// The factors above and below one slash, several below it in brackets.
  static func joined(_ factors: [(symbol: String, doubledExponent: Int)]) -> String {
    let written = factors.filter { $0.symbol != "1" && $0.doubledExponent != 0 }
    let above = written.filter { $0.doubledExponent > 0 }.map { raised($0.symbol, $0.doubledExponent) }
    let below = written.filter { $0.doubledExponent < 0 }.map { raised($0.symbol, -$0.doubledExponent) }
    let numerator = above.isEmpty ? "1" : above.joined(separator: "·")
    switch below.count {
    case 0: return numerator
    case 1: return numerator + "/" + below[0]
    default: return numerator + "/(" + below.joined(separator: "·") + ")"
    }
  }

  private static func raised(_ symbol: String, _ doubledExponent: Int) -> String {
    if doubledExponent == 2 { return isPlain(symbol) ? symbol : "(\(symbol))" }
    if doubledExponent == 1 { return "rt-" + symbol }
    let power = doubledExponent % 2 == 0 ? "\(doubledExponent / 2)" : "^\(doubledExponent / 2).5"
    return isPlain(symbol) && symbol.unicodeScalars.last?.isDigit == false ? symbol + power : "(\(symbol))" + power
  }

  /// Whether a power or slash put next to the symbol still means the whole of it.
  private static func isPlain(_ symbol: String) -> Bool {
    !symbol.unicodeScalars.contains { $0 == "/" || $0 == "·" }
  }
}
