@testable import Referral
import Testing
import Trust

struct QRCodeTests {
  private func rows(_ code: QRCode) -> [String] {
    (0..<code.size).map { row in
      (0..<code.size).map { code.isDark(row: row, column: $0) ? "1" : "0" }.joined()
    }
  }

  /// SHA-256 of the matrices that another encoder (segno) gives for full symbols of versions 1 to 15, level M, byte
  /// mode, with the mask that is the version modulo 8.
  private static let known = [
    "29144003a478e7ad31c2a60f3b999a1e7a9ef0b64200cd709cdb1196b7ff0b4c",
    "02e69764110105a2befdbfafdba324e7a322470661d8a748aad2c4f3cdc921ca",
    "cb5de5ea22709493a9cd017bdb0cc5723a3d65bbca008bda1e6b08dde50f5019",
    "b8c9f06e0019e18529d457ce2b48766989eea72b6c8b9388d47d7385fb560413",
    "6f9820bd6fdd7ac959cfb505ee5b465dd917670bd72e9cd7cb48c06d9ecbe69c",
    "4995cd97544037663aca2ca9c1eed46469766d287255e422db582d9b8c200f2c",
    "73e233e0c1eed8703841813a7304c1ef0ad2adea8f8afd085d436d771ece1ed5",
    "65fa6468670186d203551a45429ad35fe705b000dc920c9a32dd8510e2a45e23",
    "58d26fbaedc471d9ce869cdc46d5f3c95553371941eb3e8385fed3ac57be40a5",
    "bdbf6aab347195c97b98c26b933c8e8e0ea548ee88e052a91c3591cb430d037f",
    "6d596a147f3bf7a6774a824ec46f69db500d579c1c284ffd154c18aa3d93dbec",
    "3f420358f4dc0cc8e28cbee15242c363d2b0e025bd481ced8076e0b751659141",
    "0a32fbbdfac7676884f5fd4a11d45775654147f181ed90ba6f916bbb5fcaf6cd",
    "06943ef91435056175c7d924589ef7d15370dd67110dedbfd9e504a0e184fdf9",
    "cd1d63c7fd31d65b2b9db51b9090ae2087a5593c34cbea1d071a4dd9ca3d4023",
  ]
  private static let room = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412]

  @Test func `full symbols of all versions are those of another encoder`() throws {
    let text = String(repeating: "0123456789abcdefghijklmnopqrstuvwxyz", count: 20)
    for (index, (room, digest)) in zip(Self.room, Self.known).enumerated() {
      let version = index + 1
      let code = try #require(QRCode(String(text.prefix(room)), mask: version % 8))
      #expect(code.version == version && code.size == 17 + 4 * version)
      #expect(ContentDigest(of: Array(rows(code).joined().utf8)).hex == digest, "version \(version)")
    }
    #expect(QRCode(String(text.prefix(413))) == nil)
  }

  @Test func `a symbol with room to spare is drawn as another encoder (python-qrcode) draws it`() throws {
    let code = try #require(QRCode("GAUGER 1", mask: 0))
    #expect(
      rows(code) == [
        "111111100110001111111", "100000101110101000001", "101110100010101011101", "101110100111101011101",
        "101110101001101011101", "100000100011001000001", "111111101010101111111", "000000000100000000000",
        "101010100010100010010", "000000011101010011010", "101000100101011011111", "110110000101110100001",
        "000110111111001011111", "000000001000001110010", "111111100000100011111", "100000100110001110010",
        "101110101010101010100", "101110100111010000010", "101110101111011111001", "100000100111110000010",
        "111111101011011110111",
      ]
    )
  }

  @Test func `the format bits name level M and the mask`() throws {
    let formats = [
      "101010000010010", "101000100100101", "101111001111100", "101101101001011", "100010111111001", "100000011001110",
      "100111110010111", "100101010100000",
    ]
    for (mask, format) in formats.enumerated() {
      let code = try #require(QRCode("format", mask: mask))
      let row = (0..<8).map { code.isDark(row: code.size - 1 - $0, column: 8) }
      let column = (0..<8).map { code.isDark(row: 8, column: code.size - 8 + $0) }
      let bits = (row.prefix(7) + column).map { $0 ? "1" : "0" }.joined()
      #expect(bits == format, "mask \(mask)")
    }
  }
}
