/// One press of a key, as a terminal reports it.
public enum Key: Hashable, Sendable {
  /// A printable character.
  case character(Character)
  case enter, escape, tab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  /// Control-C.
  case interrupt
  /// Control-D.
  case endOfInput
  /// A key that means nothing here.
  case unknown
}
