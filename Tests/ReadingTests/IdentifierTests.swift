import TestSupport
import Testing

@testable import Reading

@Suite struct IdentifierTests {
  private func found(_ text: String) -> [String] {
    Identifier.find(in: text).map { identifier in
      let verdict =
        switch identifier.verdict {
        case .confirmed: "confirmed"
        case .unchecked: "unchecked"
        case .failed: "failed"
        case .recovered: "recovered"
        }
      return "\(identifier.kind) \(identifier.canonical) \(verdict)"
    }
  }

  @Test func `every form's own pattern is sound`() {
    #expect(!IdentifierForms.all.contains { !$0.isUsable })
  }

  @Test func `a CAS number is confirmed by its check digit or reported as failed`() {
    #expect(found("Hydrofluoric acid, CAS: 7664-39-3") == ["cas 7664-39-3 confirmed"])
    #expect(found("CAS 7664 – 39 – 3") == ["cas 7664-39-3 confirmed"])
    #expect(found("NPK 18-46-0") == ["cas 18-46-0 failed"])
    #expect(found("5985-01-234-5678 2024-10-21 1-7664-39-3") == ["stockNumber 5985-01-234-5678 unchecked"])
  }

  @Test func `a badly read CAS number is a suggestion only`() {
    #expect(found("7664-3?-3") == ["cas 7664-39-3 recovered"])
    // The weight of this place is even, so that two digits agree.
    #expect(found("7664-?9-3") == ["cas 7664-39-3 recovered", "cas 7664-89-3 recovered"])
    #expect(found("7664-39-?") == ["cas 7664-39-3 recovered"])
    #expect(found("1O8-88-3") == ["cas 108-88-3 recovered"])
    #expect(found("l08-88-4").isEmpty)
    #expect(found("76?4-?9-3").isEmpty)
    let text = "read 7664-?9-3 here"
    #expect(Identifier.find(in: text).first?.verdict == .recovered(from: "7664-?9-3"))
  }

  @Test func `UN numbers and orange plates are found as they are written`() {
    for text in ["UN 1810", "UN1810", "un-1810", "ООН 1810", "UN No. 1810", "U.N. 1810"] {
      #expect(found(text) == ["un UN 1810 unchecked"], "\(text)")
    }
    #expect(found("UN 18?0") == ["un UN 18?0 unchecked"])
    #expect(found("X886/1838") == ["orangePlate X886/1838 unchecked", "un UN 1838 unchecked"])
    #expect(found("X886 1838") == ["orangePlate X886/1838 unchecked", "un UN 1838 unchecked"])
    #expect(found("33\n1203") == ["orangePlate 33/1203 unchecked", "un UN 1203 unchecked"])
    #expect(found("532/1064 nm") == [])
    #expect(found("X116/1838") == ["orangePlate X116/1838 failed"])
    #expect(found("16 1838").isEmpty)
  }

  @Test func `neighbours of a UN number differ in a digit or a swap`() {
    let known: Set = [1809, 1810, 1801, 1180, 1838, 8110, 1818, 20_000, -1]
    #expect(UNNumber.neighbours(of: "1810", among: known) == [1180, 1801, 1818, 8110])
    #expect(UNNumber.neighbours(of: "18?0", among: known) == [1810])
    #expect(UNNumber.neighbours(of: "18", among: known).isEmpty)
  }

  @Test func `numbers of containers, wagons, ships, air waybills and declarations are checked`() {
    #expect(found("CSQU 305438 3") == ["container CSQU 305438 3 confirmed"])
    #expect(found("CSQU3054384") == ["container CSQU 305438 4 failed"])
    #expect(found("СSQU3054383") == ["container CSQU 305438 3 recovered"])
    #expect(found("CSQU30?4383") == ["container CSQU 305438 3 recovered"])
    #expect(found("21 81 2471 217-3") == ["wagon 21 81 2471 217-3 confirmed"])
    #expect(found("21 81 2471 217-4") == ["wagon 21 81 2471 217-4 failed"])
    #expect(found("218124712174").isEmpty)
    #expect(found("вагон № 59999995").first?.hasPrefix("wagon 59999995") == true)
    #expect(found("IMO 9074729") == ["ship IMO 9074729 confirmed"])
    #expect(found("IMO 9074728") == ["ship IMO 9074728 failed"])
    #expect(found("020-1234 5675") == ["airWaybill 020-12345675 confirmed"])
    #expect(found("AWB 02012345675") == ["airWaybill 020-12345675 confirmed"])
    for number in ["99IT9876AB88901209", "18ITQUU1T0001760E6", "18ITQFC1T0002230E9"] {
      #expect(found("MRN \(number)") == ["movementReference \(number) confirmed"])
    }
  }

  @Test func `list codes are recognised by their form`() {
    let codes = ["3A001", "3A001.b.13", "1C350.3", "ML8.c.8", "2.A.1", "M2A1", "EAR99", "0B001.b.13", "3.A.1.a"]
    for code in codes {
      #expect(found("entry \(code).") == ["controlCode \(code) unchecked"], "\(code)")
    }
    #expect(found("3a001.B.13") == ["controlCode 3A001.b.13 unchecked"])
    #expect(found("3А225") == ["controlCode 3A225 recovered"])
    #expect(found("ML99 A3A001 1.2.A.3").isEmpty)
    #expect(found("HS 8504.40") == ["tariffCode 8504.40 unchecked"])
    #expect(found("ТН ВЭД 8504 40 900 0") == ["tariffCode 8504.40.90.00 unchecked"])
    #expect(found("8504.40.90 and 850440") == ["tariffCode 8504.40.90 unchecked"])
    #expect(found("NIJ 0101.06") == [])
    #expect(found("HS code 8599.00") == ["tariffCode 8599.00 failed"])
    #expect(found("USD 1250.50").isEmpty)
  }

  @Test func `a wrong check digit is always noticed`() {
    let schemes: [(@Sendable ([UInt8]) -> Int?, Int)] = [
      (CheckDigits.cas, 6), (CheckDigits.wagon, 11), (CheckDigits.ship, 6), (CheckDigits.airWaybill, 10),
      (CheckDigits.container, 10),
    ]
    forAll { random in
      for (scheme, length) in schemes {
        let body = randomDigits(length, using: &random)
        guard let check = scheme(body), (0...9).contains(check) else { return "no check digit for \(body)" }
      }
      return nil
    }
  }

  @Test func `a wagon number notices any one wrong digit and a container number nearly any`() {
    forAll { random in
      let wagon = randomDigits(11, using: &random)
      let container = Array("MSK".utf8) + [UInt8(ascii: "U")] + randomDigits(6, using: &random)
      for place in wagon.indices where CheckDigits.wagon(changed(wagon, at: place)) == CheckDigits.wagon(wagon) {
        return "wagon \(wagon) at \(place)"
      }
      for place in 4..<10 {
        let other = changed(container, at: place)
        let remainders = Set([CheckDigits.containerRemainder(container), CheckDigits.containerRemainder(other)])
        // A remainder of 10 is written 0: the one weakness of the scheme.
        if remainders.count == 1 { return "container \(container) at \(place)" }
        if CheckDigits.container(container) == CheckDigits.container(other), remainders != [0, 10] {
          return "container \(container) at \(place)"
        }
      }
      return nil
    }
  }

  @Test func `no text traps and every range lies in it`() {
    forAll(count: 400) { random in
      let text = hostileText(length: 50, using: &random)
      for identifier in Identifier.find(in: text)
      where identifier.range.isEmpty || identifier.range.upperBound > text.endIndex {
        return "a range outside \(text.debugDescription)"
      }
      return nil
    }
  }

  private func randomDigits(_ count: Int, using random: inout SplitMix64) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0x30...0x39, using: &random) }
  }

  private func changed(_ characters: [UInt8], at place: Int) -> [UInt8] {
    var result = characters
    result[place] = result[place] == 0x39 ? 0x30 : result[place] + 1
    return result
  }
}
