/// The check digits of the numbers that cargo carries, each from the ASCII characters before it.
enum CheckDigits {
  /// The digits from the right times 1, 2, 3 …, modulo 10.
  static func cas(_ body: [UInt8]) -> Int? {
    weighted(body, by: (1...max(1, body.count)).reversed(), modulo: 10)
  }

  /// Letters count from 10 up without multiples of 11; times 1, 2, 4, 8 …, modulo 11, where 10 is written 0.
  ///
  /// Containers and movement reference numbers share this scheme.
  static func container(_ body: [UInt8]) -> Int? {
    containerRemainder(body).map { $0 % 10 }
  }

  static func containerRemainder(_ body: [UInt8]) -> Int? {
    var sum = 0
    var weight = 1
    for character in body {
      guard let value = containerValue(character) else { return nil }
      sum = (sum + value * weight) % 11
      weight = weight * 2 % 11
    }
    return sum
  }

  /// Digits alternately times 2 and 1 from the right, digits of the products added, filled up to the next ten.
  static func wagon(_ body: [UInt8]) -> Int? {
    var sum = 0
    for (index, character) in body.reversed().enumerated() {
      guard let digit = digit(character) else { return nil }
      let product = index.isMultiple(of: 2) ? digit * 2 : digit
      sum += product / 10 + product % 10
    }
    return (10 - sum % 10) % 10
  }

  /// Six digits times 7 down to 2, modulo 10.
  static func ship(_ body: [UInt8]) -> Int? {
    weighted(body, by: (2...7).reversed(), modulo: 10)
  }

  /// The seven digits after the airline's three, modulo 7.
  static func airWaybill(_ body: [UInt8]) -> Int? {
    var serial = 0
    for character in body.dropFirst(3) {
      guard let digit = digit(character) else { return nil }
      serial = (serial * 10 + digit) % 7
    }
    return serial
  }

  static func digit(_ character: UInt8) -> Int? {
    (0x30...0x39).contains(character) ? Int(character) - 0x30 : nil
  }

  private static func containerValue(_ character: UInt8) -> Int? {
    if let digit = digit(character) { return digit }
    guard (0x41...0x5A).contains(character) else { return nil }
    let position = Int(character) - 0x41
    return 10 + position + (position + 9) / 10
  }

  private static func weighted(_ body: [UInt8], by weights: some Sequence<Int>, modulo: Int) -> Int? {
    var sum = 0
    for (character, weight) in zip(body, weights) {
      guard let digit = digit(character) else { return nil }
      sum += digit * weight
    }
    return sum % modulo
  }
}
