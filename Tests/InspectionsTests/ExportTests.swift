import Foundation
@testable import Inspections
import KitStore
import TestSupport
import Testing

/// A small JPEG: application data with a place, a comment, a scan, and a second picture behind its end.
let photograph: [UInt8] =
  [0xFF, 0xD8, 0xFF, 0xE0, 0, 7] + Array("JFIF\0".utf8) + [0xFF, 0xE1, 0, 13] + Array("Exif\0\0GPS 1".utf8)
  + [0xFF, 0xFE, 0, 8] + Array("Kyiv 1".utf8) + [0xFF, 0xDB, 0, 4, 1, 2]
  + [0xFF, 0xDA, 0, 3, 9, 0x11, 0xFF, 0x00, 0xFF, 0xD0, 0x22, 0xFF, 0xD9] + Array("GPS of the second picture".utf8)

private func export(_ home: KitHome, withLocation: Bool = false) throws -> InspectionExport {
  let identity = try KitIdentity(of: home)
  let journal = try InspectionFolder(home).begin(at: 1_800_000_000)
  try journal.append(.started(release: "abc", Situation(mode: "air", tools: [])), at: 1)
  try journal.append(.sitting(sitting(journal, identity)), at: 1)
  try journal.append(.clue("tube \"OD\" 145 mm № 1\u{1}"), at: 2)
  try journal.seal(with: identity, at: 3)
  try journal.append(.declared(["hs": "7304"]), at: 4)
  let file = home.folder.appendingPathComponent("plate.jpg")
  try Data(photograph).write(to: file)
  try journal.append(.attached(AttachmentFolder(home).keep(file, view: .plate)), at: 5)
  return try InspectionExport(journal, from: home, identity: identity, includingLocation: withLocation, at: 6)
}

struct ExportTests {
  @Test func `an export verifies, and carries no location unless asked for`() throws {
    try withKitHome { home in
      let plain = try export(home)
      let proof = ExportProof(plain.bytes)
      #expect(proof.problems == [])
      #expect(proof.kit == (try KitIdentity(of: home)).id)
      #expect(proof.attachments == 1 && proof.events == 8)
      let cleaned = try #require(CleanImage.jpeg(photograph))
      #expect(String(decoding: plain.bytes, as: UTF8.self).contains(Data(cleaned).base64EncodedString()))
      let whole = try export(home, withLocation: true)
      #expect(ExportProof(whole.bytes).problems == [])
      #expect(String(decoding: whole.bytes, as: UTF8.self).contains(Data(photograph).base64EncodedString()))
    }
  }

  @Test func `flipping any one byte of an export is found and the line is named`() throws {
    try withKitHome { home in
      let bytes = try export(home).bytes
      var line = 1
      for index in bytes.indices {
        for mask: UInt8 in [0x01, 0x20, 0xFF] {
          var flipped = bytes
          flipped[index] ^= mask
          let first = ExportProof(flipped).problems.first?.line
          #expect(
            first == line,
            "byte \(index), bits \(mask) of line \(line): named is \(first.map(String.init) ?? "none")"
          )
          if first != line { return }
        }
        if bytes[index] == UInt8(ascii: "\n") { line += 1 }
      }
    }
  }

  @Test func `what is cut off, left out or put in is found`() throws {
    try withKitHome { home in
      let bytes = try export(home).bytes
      let lines = bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
      func proof(_ lines: [[UInt8]]) -> ExportProof { ExportProof(lines.flatMap { $0 + [UInt8(ascii: "\n")] }) }
      for count in 0..<lines.count { #expect(!proof(Array(lines.prefix(count))).problems.isEmpty, "\(count) lines") }
      for index in lines.indices {
        var without = lines
        without.remove(at: index)
        #expect(!proof(without).problems.isEmpty, "without line \(index + 1)")
        #expect(!proof(Array(lines[...index]) + [lines[index]] + lines[(index + 1)...]).problems.isEmpty)
      }
    }
  }

  @Test func `the verifier without our code agrees on every line`() throws {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Scripts/verify-inspection")
    func run(_ file: URL) throws -> (status: Int32, output: String) {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["python3", script.path, file.path]
      let out = Pipe()
      process.standardOutput = out
      process.standardError = FileHandle.nullDevice
      try process.run()
      let data = out.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
    try withKitHome { home in
      let bytes = try export(home).bytes
      let file = home.folder.appendingPathComponent("export.jsonl")
      try Data(bytes).write(to: file)
      let whole = try run(file)
      // Without Python, or without its package for signatures, there is nothing to compare with.
      guard whole.status != 69, whole.status != 127 else { return }
      #expect(whole.status == 0, "\(whole.output)")
      var random = SplitMix64(seed: 5)
      for _ in 0..<25 {
        var flipped = bytes
        let index = Int.random(in: 0..<bytes.count, using: &random)
        flipped[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        try Data(flipped).write(to: file)
        let ours = ExportProof(flipped).problems.first?.line ?? 0
        let theirs = try run(file)
        #expect(theirs.status == 65 && theirs.output.hasPrefix("line \(ours):"), "byte \(index): \(ours), \(theirs)")
      }
    }
  }
}

struct CleanImageTests {
  @Test func `only what draws the picture is kept`() throws {
    let copy = try #require(CleanImage.jpeg(photograph))
    let text = String(decoding: copy, as: UTF8.self)
    #expect(!text.contains("GPS") && !text.contains("Kyiv") && text.contains("JFIF"))
    #expect(copy.suffix(2) == [0xFF, 0xD9])
    #expect(CleanImage.jpeg(copy) == copy)
  }

  @Test func `hostile pictures are refused or shortened, never read beyond their end`() {
    forAll(count: 4_000) { random in
      var bytes = photograph
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 2..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
      guard let copy = CleanImage.jpeg(bytes) else { return nil }
      return copy.count <= bytes.count + 2 ? nil : "the copy grew"
    }
  }

  @Test func `chunks of a PNG that name a place are left out`() throws {
    func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
      [0, 0, 0, UInt8(data.count)] + Array(name.utf8) + data + [1, 2, 3, 4]
    }
    let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let png = start + chunk("IHDR", [1]) + chunk("eXIf", [7, 7]) + chunk("IDAT", [2]) + chunk("IEND", []) + [9, 9]
    #expect(CleanImage.copy(of: png) == .cleaned(start + chunk("IHDR", [1]) + chunk("IDAT", [2]) + chunk("IEND", [])))
    #expect(CleanImage.copy(of: Array(png.prefix(30))) == .cannotClean)
    #expect(CleanImage.copy(of: Array("%PDF-1.7".utf8)) == .asItIs)
    #expect(CleanImage.copy(of: [0, 0, 0, 24] + Array("ftypheic".utf8) + [0xFF]) == .cannotClean)
  }
}
