/// All the forms that identifiers are looked for in.
enum IdentifierForms {
  static let all = substances + transport + codes

  private static let cas = CheckedNumber(kind: .cas, checkDigit: CheckDigits.cas) { characters in
    grouped(characters, by: [characters.count - 3, 2], with: "-")
  }

  private static let substances = [
    IdentifierForm(
      #"(?<![0-9A-Za-z])(?<!\d-)[\dOolI]{2,7}\s?-\s?[\dOolI]{2}\s?-\s?[\dOolI](?![0-9A-Za-z])(?!-\d)"#
    ) { reading in
      var reading = reading
      let written = reading.characters.filter { $0 != UInt8(ascii: "-") && $0 > 0x20 }
      let number = written.map(misreadDigit)
      let misread = zip(written, number).count { $0 != $1 }
      if misread > 0 { reading.isAltered = true }
      return misread > 2 || number.first == UInt8(ascii: "0") ? [] : cas.judged(number, in: reading)
    },
    IdentifierForm(
      #"(?i)(?<![A-Za-z0-9])(?:U\.?N|ООН|ONU)[\s.:-]*(?:No\.?|Nr\.?|№|#)?[\s:-]*\d{4}(?![A-Za-z0-9])"#
    ) { reading in
      let digits = reading.digits(last: 4)
      guard digits.count == 4, reading.unread <= 2 else { return [] }
      return [Identifier(kind: .un, canonical: "UN " + text(digits), range: reading.range, verdict: .unchecked)]
    },
    // Not the two wavelengths of a laser, 532/1064 nm.
    IdentifierForm(
      #"(?i)(?<![A-Za-z0-9./,-])X?\d{2,3}\s*/\s*\d{4}(?![A-Za-z0-9/-])(?!\s[nmµμ]m)"#,
      judge: orangePlate
    ),
    IdentifierForm(#"(?i)(?<![A-Za-z0-9./,-])X\d{2,3}\s+\d{4}(?![A-Za-z0-9/-])"#, judge: orangePlate),
    IdentifierForm(#"(?<![A-Za-z0-9./,-])\d{2,3} ?\n ?\d{4}(?![A-Za-z0-9/-])"#, judge: orangePlate),
  ]

  private static let transport: [IdentifierForm] = {
    let container = CheckedNumber(kind: .container, checkDigit: CheckDigits.container) {
      grouped($0, by: [4, 6], with: " ")
    }
    let wagon = CheckedNumber(kind: .wagon, checkDigit: CheckDigits.wagon) { characters in
      characters.count == 8
        ? text(characters) : grouped(characters, by: [2, 2, 4], with: " ").hyphenated(beforeLast: 1)
    }
    let ship = CheckedNumber(kind: .ship, checkDigit: CheckDigits.ship) { "IMO " + text($0) }
    let waybill = CheckedNumber(kind: .airWaybill, checkDigit: CheckDigits.airWaybill) {
      grouped($0, by: [3], with: "-")
    }
    let movement = CheckedNumber(kind: .movementReference, checkDigit: CheckDigits.container) { text($0) }
    return [
      IdentifierForm(
        #"(?i)(?<![A-Za-z0-9])[A-Z]{3}[UJZ][\s-]?\d{3}[\s.]?\d{3}[\s/-]?\[?\d\]?(?![A-Za-z0-9])"#
      ) { container.judged(capitals($0.characters).filter(isLetterDigitOrUnread), letters: 4, in: $0) },
      IdentifierForm(#"(?<![A-Za-z0-9-])\d{2}[\s-]?\d{2}[\s-]?\d{4}[\s-]?\d{3}\s?-?\s?\d(?![A-Za-z0-9])"#) { reading in
        let found = wagon.judged(reading.digits(), in: reading)
        // Twelve digits in a row are many things; only the wagon's own grouping makes a failed check telling.
        let isGrouped = reading.characters.count > 12
        return found.filter { isGrouped || $0.verdict == .confirmed }
      },
      IdentifierForm(#"(?i)(?:вагон|wagon|vagon)[^\d]{0,8}\d{8}(?!\d)"#) { wagon.judged($0.digits(last: 8), in: $0) },
      IdentifierForm(#"(?i)(?<![A-Za-z0-9])IMO[\s:.-]*(?:No\.?|№)?[\s:.]*\d{7}(?![A-Za-z0-9])"#) {
        ship.judged($0.digits(last: 7), in: $0)
      },
      IdentifierForm(#"(?<![A-Za-z0-9-])\d{3}\s?-\s?\d{4}\s?\d{4}(?![A-Za-z0-9-])"#) {
        waybill.judged($0.digits(), in: $0)
      },
      IdentifierForm(#"(?i)(?<![A-Za-z0-9])AWB[\s:.#-]*(?:No\.?)?[\s:]*\d{3}[\s-]?\d{4}\s?\d{4}(?![A-Za-z0-9])"#) {
        waybill.judged($0.digits(last: 11), in: $0)
      },
      IdentifierForm(#"(?i)(?<![A-Za-z0-9])\d{2}[A-Z]{2}[A-Z0-9]{13}\d(?![A-Za-z0-9])"#) {
        movement.judged(capitals($0.characters), letters: 4, in: $0)
      },
    ]
  }()

  private static let codes: [IdentifierForm] = [
    IdentifierForm(
      #"(?i)(?<![A-Za-z0-9])(?:HTS|HS|ТН\s?ВЭД|УКТ\s?ЗЕД|TARIC|CN|NC|NHM|ГНГ)(?:\s?(?:code|код|no\.?|№))?[\s:.]*"#
        + #"\d{4}(?:[\s.]?\d{2}){0,2}(?:[\s.]?\d{2}|\d\s\d)?(?![A-Za-z0-9])"#
    ) { TariffCode.identifiers($0, isNamed: true) },
    // Not the standard of a body armour, NIJ 0101.06.
    IdentifierForm(
      #"(?<![A-Za-z0-9.,])(?<!NIJ\s)(?<!NIJ-)\d{4}\.\d{2}(?:[.\s]?\d{2}(?:[.\s]?\d{2})?)?(?![A-Za-z0-9])(?![.,]\d)"#
    ) { TariffCode.identifiers($0, isNamed: false) },
    IdentifierForm(
      #"(?<![A-Za-z0-9.,])\d{4}\s\d{2}\s(?:\d{2}(?:\s\d{2})?|\d{3}\s\d)(?![A-Za-z0-9])(?![.,]\d)"#
    ) { TariffCode.identifiers($0, isNamed: false) },
    IdentifierForm(
      #"(?i)(?<![A-Za-z0-9.])(?:\d[A-E]\d{3}|ML\s?\d{1,2}|M\d{1,2}[A-E]\d{1,2})(?:\.(?:[a-z]|\d{1,3})){0,6}(?![A-Za-z0-9])"#
    ) { ControlCode.identifiers($0, upperPart: 0) },
    IdentifierForm(
      #"(?i)(?<![A-Za-z0-9.])\d{1,2}\.[A-E]\.\d{1,3}(?:\.(?:[a-z]|\d{1,3})){0,6}(?![A-Za-z0-9])"#
    ) { ControlCode.identifiers($0, upperPart: 1) },
    IdentifierForm(#"(?i)(?<![A-Za-z0-9.])EAR99(?![A-Za-z0-9])"#) { ControlCode.identifiers($0, upperPart: 0) },
    IdentifierForm(#"(?<![A-Za-z0-9-])\d{4}[\s-]\d{2}[\s-]\d{3}[\s-]?\d{4}(?![A-Za-z0-9-])"#) { reading in
      guard reading.unread == 0 else { return [] }
      return [reading.identifier(.stockNumber, grouped(reading.digits(), by: [4, 2, 3], with: "-"), .unchecked)]
    },
  ]

  /// An orange plate gives the plate and, when its upper number has a right form, the UN number below.
  @Sendable private static func orangePlate(_ reading: IdentifierReading) -> [Identifier] {
    let digits = reading.digits()
    let isX = reading.characters.first.map { capitals([$0]) == [UInt8(ascii: "X")] } ?? false
    guard reading.unread == 0, digits.count >= 6 else { return [] }
    let hazard = (isX ? "X" : "") + text(Array(digits.dropLast(4)))
    let number = text(Array(digits.suffix(4)))
    guard HazardNumber.isWellFormed(hazard) else {
      let reason = "\(hazard) is not a hazard identification number"
      return isX ? [reading.identifier(.orangePlate, "\(hazard)/\(number)", .failed(reason: reason))] : []
    }
    return [
      reading.identifier(.orangePlate, "\(hazard)/\(number)", .unchecked),
      reading.identifier(.un, "UN \(number)", .unchecked),
    ]
  }

  private static func misreadDigit(_ character: UInt8) -> UInt8 {
    switch character {
    case UInt8(ascii: "O"), UInt8(ascii: "o"): UInt8(ascii: "0")
    case UInt8(ascii: "l"), UInt8(ascii: "I"): UInt8(ascii: "1")
    default: character
    }
  }

  private static func isLetterDigitOrUnread(_ character: UInt8) -> Bool {
    (0x30...0x39).contains(character) || (0x41...0x5A).contains(character) || character == UInt8(ascii: "?")
  }

  private static func text(_ characters: [UInt8]) -> String {
    String(decoding: characters, as: UTF8.self)
  }
}

extension String {
  fileprivate func hyphenated(beforeLast count: Int) -> String {
    dropLast(count) + "-" + suffix(count)
  }
}
