import CanonicalJSON
import Testing
import Trust

struct MetadataTests {
  @Test func `fields that are not known come out again, wherever they stand`() throws {
    let text = """
      {"_type":"targets","delegations":{"keys":{"k":{"keytype":"new","keyval":{"more":1,"public":"x"},"scheme":"s",\
      "x":[1]}},"roles":[{"keyids":["k"],"name":"n","paths":["p"],"terminating":false,"threshold":1,"x":true}],"x":{}},\
      "expires":"2030-01-02T03:04:05Z","spec_version":"1.0.99","targets":{"t":{"custom":{"a":null},"hashes":\
      {"blake3":"00","sha256":"11"},"length":3,"x":"\u{1}"}},"version":7,"x":{"y":[]}}
      """
    let json = try #require(try JSONValue(parsing: text.replacing("\u{1}", with: "\\u0001").utf8).object)
    let targets = try TargetsMetadata(json)
    #expect(targets.json == json)
    #expect(targets.targets["t"]?.custom == JSONObject([("a", .null)]))
    let root = try Repository().root.json
    var extended = root
    extended["x"] = .integer(1)
    #expect(try RootMetadata(extended).json == extended)
    let timestamp = """
      {"_type":"timestamp","expires":"2030-01-02T03:04:05Z","meta":{"other.json":{"version":2},"snapshot.json":\
      {"hashes":{"sha512":"22"},"length":0,"version":3,"x":1}},"spec_version":"1.0","version":7,"x":1}
      """
    let stamp = try #require(try JSONValue(parsing: timestamp.utf8).object)
    #expect(try TimestampMetadata(stamp).json == stamp)
  }

  @Test func `what is signed is the canonical form, whatever the file looks like`() throws {
    var repository = try Repository()
    repository.describesFiles = false
    try repository.publish(.targets, .snapshot, .timestamp)
    for name in ["timestamp.json", "1.snapshot.json", "1.targets.json"] {
      let text = String(decoding: try #require(repository.files[name]), as: UTF8.self)
      // Blanks between the parts, and the first letter of a key written as an escape.
      let spread = text.replacing(",\"", with: ",\n \"").replacing("\"version\"", with: " \"\\u0076ersion\" ")
      #expect(spread != text)
      repository.files[name] = Array(spread.utf8)
    }
    let kit = try Kit(repository)
    try kit.refresh(from: repository)
    let signed = try Signed<TargetsMetadata>(parsing: try #require(repository.files["1.targets.json"]))
    #expect(signed.message == JSONValue.object(repository.targets.json).canonicalBytes)
    #expect(signed.bytes != repository.files["1.targets.json"])
  }

  @Test func `files that leave anything open are refused`() throws {
    let good = #"{"_type":"snapshot","expires":"2030-01-02T03:04:05Z","meta":{},"spec_version":"1.0.0","version":1}"#
    func reads(_ signed: String) -> Bool {
      (try? Signed<SnapshotMetadata>(parsing: Array(#"{"signatures":[],"signed":\#(signed)}"#.utf8))) != nil
    }
    #expect(reads(good))
    for (old, new) in [
      ("\"version\":1", "\"version\":0"), ("\"version\":1", "\"version\":1.0"), ("\"version\":1", "\"version\":\"1\""),
      ("\"version\":1", "\"version\":1,\"version\":1"), ("\"version\":1", "\"version\":99999999999999999999"),
      ("snapshot", "timestamp"), ("1.0.0", "2.0.0"), ("1.0.0", "1"), ("1.0.0", "1..0"), ("1.0.0", "one"),
      ("2030-01-02", "2030-02-30"), ("05Z", "05"), ("T03", " 03"), ("\"meta\":{}", "\"meta\":[]"),
      ("\"meta\":{}", "\"meta\":{\"a\":{\"version\":1,\"length\":-1}}"),
      ("\"meta\":{}", "\"meta\":{\"a\":{\"version\":1,\"hashes\":{}}}"), ("\"meta\":{},", ""),
    ] {
      #expect(!reads(good.replacing(old, with: new)), "\(new)")
    }
  }

  @Test func `a root names the four roles, no more and no fewer`() throws {
    let root = try Repository().root
    for change: (inout RootMetadata) -> Void in [
      { $0.roles["mirrors"] = RoleKeys(keyIDs: [], threshold: 1) }, { $0.roles["timestamp"] = nil },
    ] {
      var changed = root
      change(&changed)
      #expect(throws: MetadataError.self) { try RootMetadata(changed.json) }
    }
  }

  @Test func `a role asks for one signature at least, and names each key once`() throws {
    for keys in [RoleKeys(keyIDs: ["k"], threshold: 0), RoleKeys(keyIDs: ["k", "k"], threshold: 2)] {
      var root = try Repository().root
      root[.timestamp] = keys
      #expect(throws: MetadataError.self) { try RootMetadata(root.json) }
    }
  }

  @Test func `files are left to a role once, and to none of the root's`() throws {
    func delegating(to names: String...) throws -> TargetsMetadata {
      var targets = try Repository().targets
      let keys = RoleKeys(keyIDs: ["k"], threshold: 1)
      targets.delegations = Delegations(
        roles: names.map { DelegatedRole(name: $0, keys: keys, scope: .paths(["*"]), terminating: false) }
      )
      return try TargetsMetadata(targets.json)
    }
    _ = try delegating(to: "national", "office")
    #expect(throws: MetadataError.self) { try delegating(to: "national", "national") }
    #expect(throws: MetadataError.self) { try delegating(to: "snapshot") }
  }

  @Test func `times are read and written as they are signed`() {
    for text in ["1970-01-01T00:00:00Z", "2000-02-29T23:59:59Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
      #expect(UTCTime(text)?.description == text)
    }
    #expect(UTCTime("2026-11-22T03:50:00Z")?.seconds == 1_795_319_400)
    #expect(UTCTime("1969-12-31T23:59:59Z")?.seconds == -1)
    for text in ["1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-01T24:00:00Z", ""] {
      #expect(UTCTime(text) == nil)
    }
    #expect(UTCTime(seconds: .max).adding(days: .max).description == "9999-12-31T23:59:59Z")
  }

  @Test func `a name table tells names apart by their bytes`() {
    var table: NameTable = ["e\u{301}": 1, "é": 2, "Z": 3, "a": 4]
    #expect(table.map(\.value) == [3, 4, 1, 2])
    table["é"] = nil
    #expect(table["e\u{301}"] == 1 && table["é"] == nil && table.count == 3)
    let composed: NameTable = ["é": 1]
    #expect(composed["e\u{301}"] == nil)
  }

  @Test func `a key's id is the digest of its canonical object`() throws {
    let key = PublicKey(ed25519: Array(repeating: 7, count: 32))
    let text = #"{"keytype":"ed25519","keyval":{"public":""# + String(repeating: "07", count: 32)
    #expect(key.id == ContentDigest(of: Array((text + #""},"scheme":"ed25519"}"#).utf8)).hex)
    let signer = SigningKey()
    #expect(SigningKey(secret: signer.secret)?.publicKey == signer.publicKey)
    #expect(SigningKey(secret: [1, 2, 3]) == nil)
  }

  @Test func `signing again with a key replaces its signature`() throws {
    let (first, second) = (SigningKey(), SigningKey())
    var signed = try Signed(Repository().snapshot, signedBy: [first, second])
    try signed.sign(with: first)
    #expect(signed.signatures.count == 2)
    let again = try Signed<SnapshotMetadata>(parsing: signed.bytes)
    #expect(again.signatures == signed.signatures && again.role == signed.role)
  }
}
