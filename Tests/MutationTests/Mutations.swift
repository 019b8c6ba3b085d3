extension Mutation {
  /// What somebody who wants controlled goods to pass would build into the client, rule by rule.
  static let all: [Mutation] = roots + freshness + announcements + signatures + searches + files + clock

  private static let roots: [Mutation] = [
    .leaveOut(
      "TrustedMetadata",
      "try Authority(.root, in: signed.role).check(signed)",
      "the first root needs no signature"
    ),
    .change(
      "TrustedMetadata",
      "try Authority(.root, in: root).read(bytes)",
      to: "try Authority(.root, in: root).parse(bytes, as: RootMetadata.self)",
      "a new root needs no signature of the old keys"
    ),
    .leaveOut(
      "TrustedMetadata",
      "try Authority(.root, in: next.role).check(next)",
      "a new root needs no signature of its own keys"
    ),
    .change(
      "TrustedMetadata",
      "next.role.version == expected",
      to: "next.role.version >= expected",
      "a root may leave out versions"
    ),
    .change(
      "TrustedMetadata",
      "next.role.version == expected",
      to: "next.role.version <= expected",
      "an older root counts"
    ),
    .leaveOut(
      "TrustedMetadata",
      "try checkExpiry(of: root, file: Authority(.root, in: root).file)",
      "an expired root counts"
    ),
    .change("Updater", "metadata.root.version > before", to: "false", "a new root is not kept"),
    .leaveOut("Updater", "try outcome.get()", "a root that is refused or cannot be had passes for no news"),
    .leaveOut(
      "Updater",
      "throw TrustError.tooManyRoots(limit: limits.newRoots)",
      for: "return",
      "a chain of roots that is too long ends the search without a word"
    ),
    .change(
      "RootMetadata",
      "roles.map(\\.name).sorted() == TopLevelRole.allCases.map(\\.rawValue).sorted()",
      to: "true",
      "a root may name more or fewer than the four roles"
    ),
    .leaveOut(
      "MetadataFolder",
      "_ = try TrustedMetadata(root: bytes, time: ReferenceTime(UTCTime(seconds: 0)))",
      "any bytes begin a folder of trusted metadata"
    ),
  ]

  private static let freshness: [Mutation] = [
    .leaveOut(
      "TrustedMetadata",
      "try checkNotOlder(authority.file, offered.version, than: held.version)",
      "an older timestamp counts"
    ),
    .change(
      "TrustedMetadata",
      "offered.version > held.version",
      to: "offered.version >= held.version",
      "another timestamp of the same version counts"
    ),
    .leaveOut("TrustedMetadata", "if !isNewer { offered = held }", "a timestamp of the same version is put in force"),
    .leaveOut(
      "TrustedMetadata",
      "try checkNotOlder(file, offered.snapshot.version, than: held.snapshot.version)",
      "a timestamp may announce an older snapshot"
    ),
    .change(
      "TrustedMetadata",
      "(try? Authority(.timestamp, in: root).read($0))?.role",
      to: "(try? Authority(.timestamp, in: root).parse($0, as: TimestampMetadata.self))?.role",
      "a timestamp of keys that were rotated blocks newer ones"
    ),
    .change(
      "TrustedMetadata",
      "!signed.isSigned(by: authority.keys, keys: authority.known)",
      to: "false",
      "a snapshot of keys that were rotated blocks newer ones"
    ),
    .change(
      "TrustedMetadata",
      "snapshotKeysRotated ? nil : signed.role",
      to: "signed.role",
      "the files of a snapshot of keys that were rotated block newer ones"
    ),
    .change(
      "TrustedMetadata",
      "!snapshotKeysRotated",
      to: "true",
      after: "if !isNewer { offered = held }",
      "the announcement of a snapshot of keys that were rotated blocks newer ones"
    ),
    .leaveOut(
      "TrustedMetadata",
      "try checkNotOlder(file, offered.version, than: held.version)",
      "a snapshot may list older files"
    ),
    .leaveOut(
      "TrustedMetadata",
      "throw .dropped(file: file)",
      for: "continue",
      "a snapshot may drop files"
    ),
    .leaveOut(
      "TrustedMetadata",
      "try checkExpiry(of: offered, file: authority.file)",
      "an expired timestamp counts"
    ),
    .leaveOut(
      "TrustedMetadata",
      "try checkExpiry(of: offered, file: authority.file)",
      after: "throw .dropped(file: file)",
      "an expired snapshot counts"
    ),
    .leaveOut(
      "TrustedMetadata",
      "try checkExpiry(of: signed.role, file: authority.file)",
      "expired targets count"
    ),
    .leaveOut(
      "Updater",
      "try folder.write(bytes, of: role)",
      after: "if try metadata.adopt(timestamp: bytes)",
      "the timestamp is not kept"
    ),
    .leaveOut(
      "Updater",
      "try folder.write(bytes, of: role)",
      after: "try adopt(&metadata, bytes)",
      "snapshot and targets are not kept"
    ),
    .leaveOut(
      "Updater",
      "try adopt(&metadata, bytes)",
      for: "try folder.write(bytes, of: role); try adopt(&metadata, bytes)",
      after: "try fetchWithin(most, name)",
      "a file is kept before it is trusted"
    ),
  ]

  private static let announcements: [Mutation] = [
    .leaveOut(
      "TrustedMetadata",
      "try announced.check(bytes, file: authority.file)",
      "a snapshot need not be the one announced"
    ),
    .leaveOut(
      "TrustedMetadata",
      "try announced.check(bytes, file: authority.file)",
      after: "private mutating func readTargets",
      "targets need not be those announced"
    ),
    .leaveOut(
      "TrustedMetadata",
      "try checkVersion(of: offered, announced, file: authority.file)",
      "a snapshot may have another version than announced"
    ),
    .leaveOut(
      "TrustedMetadata",
      "try checkVersion(of: signed.role, announced, file: authority.file)",
      "targets may have another version than announced"
    ),
    .change(
      "TrustedMetadata",
      "role.version == announced.version",
      to: "role.version >= announced.version",
      "a file may be newer than announced"
    ),
    .change(
      "TrustedMetadata",
      "length != bytes.count",
      to: "length < bytes.count",
      "a file may be shorter than announced"
    ),
    .change(
      "TrustedMetadata",
      "length != bytes.count",
      to: "length > bytes.count",
      "a file may be longer than announced"
    ),
    .leaveOut(
      "TrustedMetadata",
      "try digests.finish()",
      after: "extension MetaFile",
      "a file may have another digest than announced"
    ),
    .change("Updater", "bytes.count <= limit", to: "true", "a source may give more than was asked for"),
    .change(
      "Updater",
      "min(limit, announced.length.flatMap { Int(exactly: $0) } ?? limit)",
      to: "limit",
      "more is asked for than was announced"
    ),
  ]

  private static let signatures: [Mutation] = [
    .change("Authority", "signers >= keys.threshold", to: "signers >= 1", "one signature is enough"),
    .change("Authority", "signers >= keys.threshold", to: "true", "no signature is enough"),
    .change(
      "TrustedMetadata",
      "try authority.read(bytes).role",
      to: "try authority.parse(bytes, as: TimestampMetadata.self).role",
      "a timestamp needs no signature"
    ),
    .change(
      "TrustedMetadata",
      "try authority.read(bytes).role",
      to: "try authority.parse(bytes, as: SnapshotMetadata.self).role",
      after: "guard let announced = timestamp?.snapshot",
      "a snapshot needs no signature"
    ),
    .change(
      "TrustedMetadata",
      "try authority.read(bytes)",
      to: "try authority.parse(bytes, as: TargetsMetadata.self)",
      after: "private mutating func readTargets",
      "targets need no signature"
    ),
    .leaveOut(
      "TrustedMetadata",
      "try authority.check(signed)",
      "a file that one role vouched for counts for every role"
    ),
    .change(
      "Signed",
      "role.keyIDs.contains(where: { $0.equalsAsBytes(signature.keyID) })",
      to: "true",
      "any role's keys count"
    ),
    .leaveOut(
      "Signed",
      "signers.insert(identity)",
      for: "signers.insert(Array(signature.keyID.utf8))",
      "one key under two ids counts twice"
    ),
    .change("Signed", "key.verifies(value, over: message)", to: "true", "any signature is right"),
    .change(
      "Signed",
      "signers.insert(Array(signature.keyID.utf8)).inserted",
      to: "true",
      "a file may name a signer twice"
    ),
    .change("RoleMetadata", "found == type", to: "true", "a file of one role counts as one of another"),
    .change("RoleMetadata", "parts[0] == \"1\"", to: "true", "files of any specification count"),
    .change(
      "RoleMetadata",
      "try fields.integer(\"threshold\", atLeast: 1)",
      to: "try fields.integer(\"threshold\", atLeast: 0)",
      "a role may ask for no signature at all"
    ),
    .change(
      "RoleMetadata",
      "Set(keyIDs.map { Array($0.utf8) }).count == keyIDs.count",
      to: "true",
      "a role may name a key twice"
    ),
    .change(
      "NameTable",
      "elements[low].name.equalsAsBytes(name)",
      to: "elements[low].name == name",
      "two spellings of a letter are one name"
    ),
  ]

  private static let searches: [Mutation] = [
    .change("TargetSearch", "visited.count <= limit", to: "true", "any number of roles is asked for one file"),
    .change(
      "TargetSearch",
      "visited.insert(Array(authority.role.utf8)).inserted",
      to: "true",
      "roles that delegate in a circle are asked for ever"
    ),
    .change("TargetSearch", "role.covers(path)", to: "true", "a role vouches for files that were not left to it"),
    .leaveOut("TargetSearch", "pending = []", "a terminating role does not end the search"),
    .leaveOut(
      "TargetSearch",
      "pending += below.reversed()",
      for: "pending += below",
      "the role named last is asked first"
    ),
    .change(
      "Delegations",
      "names.insert(Array(role.name.utf8)).inserted",
      to: "true",
      "files may be left to a role twice, or to a role of the root"
    ),
    .change("Delegations", "names.count == parts.count", to: "true", "a wildcard reaches over a slash"),
    .change("Delegations", "digest.hasPrefix($0)", to: "true", "every prefix of a digest fits"),
  ]

  private static let files: [Mutation] = [
    .change("Updater", "TargetFile.isPlain(path)", to: "true", "a target's path may lead out of its folder"),
    .change("TargetSearch", "!part.elementsEqual(\"..\".utf8)", to: "true", "a plain path may go up"),
    .change("TargetSearch", "!part.isEmpty", to: "true", "a plain path may begin at the top"),
    .change("RoleFile", "plain.contains(byte)", to: "true", "a role's name may be a path"),
    .change("TargetVerifier", "length <= target.length", to: "true", "a target may go on for ever"),
    .change("TargetVerifier", "found.0 == expected.sha256", to: "true", "any SHA-256 fits"),
    .change("TargetVerifier", "found.1 == expected.sha512", to: "true", "any SHA-512 fits"),
    .change("TargetVerifier", "sha256 != nil || sha512 != nil", to: "true", "a target needs no digest that is known"),
  ]

  private static let clock: [Mutation] = [
    .change("ReferenceTime", "now < expires", to: "now <= expires", "a file counts in the second in which it expires"),
    .change("ReferenceTime", "now < expires.adding(days: graceDays)", to: "true", "every expired file has its grace"),
    .change(
      "ReferenceTime",
      "min(max(graceDays, 0), Self.longestGrace)",
      to: "max(graceDays, 0)",
      "a supervisor can give grace for ever"
    ),
    .change(
      "ReferenceTime",
      "max(built, issued ?? built, seen ?? built)",
      to: "built",
      "what was signed and seen does not keep the clock from going back"
    ),
    .change("ReferenceTime", "max(clock, floor)", to: "clock", "a clock that runs behind is believed"),
    .change("ReferenceTime", "max(clock, seen ?? clock)", to: "clock", "a clock set back is noted"),
    .change("ReferenceTime", "max(moment, issued ?? moment)", to: "moment", "an older release sets the time back"),
  ]
}
