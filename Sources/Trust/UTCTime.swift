/// A moment in whole seconds, as signed files write it: `2026-11-22T03:50:00Z`.
public struct UTCTime: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Seconds since the start of 1970, leap seconds not counted.
  public let seconds: Int64

  /// A moment between the years 1 and 9999; what lies outside is moved to the nearer end.
  public init(seconds: Int64) {
    self.seconds = min(max(seconds, -62_135_596_800), 253_402_300_799)
  }

  /// Reads `YYYY-MM-DDThh:mm:ssZ`; `nil` for anything else, such as a day that does not exist.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let form = Array("dddd-dd-ddTdd:dd:ddZ".utf8)
    guard bytes.count == form.count else { return nil }
    for (byte, expected) in zip(bytes, form) {
      let fits = expected == UInt8(ascii: "d") ? (0x30...0x39).contains(byte) : byte == expected
      guard fits else { return nil }
    }
    func number(_ range: Range<Int>) -> Int64 { bytes[range].reduce(0) { $0 * 10 + Int64($1 - 0x30) } }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    let (hour, minute, second) = (number(11..<13), number(14..<16), number(17..<19))
    guard year > 0, (1...12).contains(month), (1...Self.length(ofMonth: month, in: year)).contains(day),
      hour < 24, minute < 60, second < 60
    else { return nil }
    seconds = Self.days(year: year, month: month, day: day) * 86_400 + hour * 3_600 + minute * 60 + second
  }

  /// The moment that lies `seconds` later.
  public func adding(seconds: Int64) -> UTCTime {
    let (sum, overflow) = self.seconds.addingReportingOverflow(seconds)
    return UTCTime(seconds: overflow ? (seconds > 0 ? .max : .min) : sum)
  }

  /// The moment that lies `days` later.
  public func adding(days: Int64) -> UTCTime {
    let (seconds, overflow) = days.multipliedReportingOverflow(by: 86_400)
    return adding(seconds: overflow ? (days > 0 ? .max : .min) : seconds)
  }

  /// Whether the left moment comes first.
  public static func < (left: UTCTime, right: UTCTime) -> Bool { left.seconds < right.seconds }

  /// The moment as it is written in signed files.
  public var description: String {
    var (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    if rest < 0 { (days, rest) = (days - 1, rest + 86_400) }
    let (year, month, day) = Self.date(ofDay: days)
    func padded(_ number: Int64, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
      + "\(padded(rest / 3_600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))Z"
  }

  /// The day alone, for people: `2026-11-22`.
  public var day: String { String(description.prefix(10)) }

  private static func length(ofMonth month: Int64, in year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  // The Gregorian calendar in eras of 400 years that begin on 1 March, so that the leap day comes last.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
