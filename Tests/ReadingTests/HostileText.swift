/// Random text out of letters, digits, gaps, marks and any other scalar.
func hostileText(length: Int, using random: inout some RandomNumberGenerator) -> String {
  let usual = Array("UNABCxyz0123456789-./ ?*_.…°АВСтухΑΒ\u{301}\u{200D}\u{FFFD}٣×\n".unicodeScalars)
  var view = String.UnicodeScalarView()
  for _ in 0..<Int.random(in: 0...length, using: &random) {
    if Int.random(in: 0..<5, using: &random) == 0 {
      view.append(Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &random)) ?? "\u{0}")
    } else {
      view.append(usual[Int.random(in: 0..<usual.count, using: &random)])
    }
  }
  return String(view)
}
