/// Who vouches for a role's file: the keys and the threshold that the file above it names.
struct Authority: Sendable {
  let role: String
  let keys: RoleKeys
  let known: NameTable<PublicKey>

  init(_ role: TopLevelRole, in root: RootMetadata) {
    self.role = role.rawValue
    keys = root[role]
    known = root.keys
  }

  init(_ delegated: DelegatedRole, in delegations: Delegations) {
    role = delegated.name
    keys = delegated.keys
    known = delegations.keys
  }

  var file: String { RoleFile.name(of: role) }

  /// Reads a file of the role and checks its signatures.
  func read<Role: RoleMetadata>(_ bytes: [UInt8]) throws(TrustError) -> Signed<Role> {
    let signed = try parse(bytes, as: Role.self)
    try check(signed)
    return signed
  }

  func parse<Role: RoleMetadata>(_ bytes: [UInt8], as: Role.Type) throws(TrustError) -> Signed<Role> {
    do throws(MetadataError) {
      return try Signed(parsing: bytes)
    } catch {
      throw .malformed(file: file, reason: error.reason)
    }
  }

  func check(_ signed: Signed<some RoleMetadata>) throws(TrustError) {
    let signers = signed.signerCount(of: keys, keys: known, upTo: keys.threshold)
    guard signers >= keys.threshold else {
      throw .unsigned(file: file, signers: signers, threshold: keys.threshold)
    }
  }
}
