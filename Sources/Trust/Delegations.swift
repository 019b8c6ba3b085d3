public import CanonicalJSON
import Crypto

/// The roles to which a targets role leaves files, most trusted first.
public struct Delegations: Equatable, Sendable {
  /// Every key of these roles, by its id.
  public var keys: NameTable<PublicKey>
  /// The roles in the order in which they are asked.
  public var roles: [DelegatedRole]
  /// Fields that this product does not know.
  public var unknown = JSONObject()

  /// Delegates to roles with their keys.
  public init(keys: [PublicKey] = [], roles: [DelegatedRole] = []) {
    self.keys = [:]
    for key in keys { self.keys[key.id] = key }
    self.roles = roles
  }

  init(_ value: JSONValue) throws(MetadataError) {
    var fields = try Fields(value, at: "delegations")
    keys = try fields.table("keys") { _, value throws(MetadataError) in try PublicKey(value) }
    guard case .list(let list) = try fields.required("roles") else { throw fields.failure("roles", "are not a list") }
    roles = []
    var names = Set(TopLevelRole.allCases.map { Array($0.rawValue.utf8) })
    for value in list {
      let role = try DelegatedRole(value)
      guard names.insert(Array(role.name.utf8)).inserted else {
        throw fields.failure("roles", "delegate to \(role.name) twice, or to a role of the root")
      }
      roles.append(role)
    }
    unknown = fields.rest
  }

  var json: JSONValue {
    .object(
      unknown.adding([("keys", keys.json { .object($0.json) }), ("roles", .list(roles.map(\.json)))])
    )
  }
}

/// A role that vouches for some of the files.
public struct DelegatedRole: Hashable, Sendable {
  /// Which files a role may vouch for.
  public enum Scope: Hashable, Sendable {
    /// Those whose path matches one of these patterns; `*` and `?` do not reach over a slash.
    case paths([String])
    /// Those whose path has a SHA-256 that begins with one of these hexadecimal digits.
    case hashPrefixes([String])
  }

  /// The role's name.
  public var name: String
  /// Whose signatures its file needs.
  public var keys: RoleKeys
  /// Which files it may vouch for.
  public var scope: Scope
  /// Whether the search for a file of its scope ends with it.
  public var terminating: Bool
  /// Fields that this product does not know.
  public var unknown = JSONObject()

  /// Delegates a scope to a role.
  public init(name: String, keys: RoleKeys, scope: Scope, terminating: Bool) {
    self.name = name
    self.keys = keys
    self.scope = scope
    self.terminating = terminating
  }

  init(_ value: JSONValue) throws(MetadataError) {
    var fields = try Fields(value, at: "a delegated role")
    name = try fields.text("name")
    guard !name.isEmpty, RoleFile.encodedName(of: name).utf8.count <= 200 else {
      throw fields.failure("name", "is empty or too long for a file name")
    }
    keys = try RoleKeys(&fields)
    terminating = try fields.bool("terminating")
    switch (fields.has("paths"), fields.has("path_hash_prefixes")) {
    case (true, false): scope = .paths(try fields.texts("paths"))
    case (false, true): scope = .hashPrefixes(try fields.texts("path_hash_prefixes"))
    default: throw MetadataError("delegated role \(name): either paths or path_hash_prefixes must be there")
    }
    if case .paths(let patterns) = scope, let pattern = patterns.first(where: { $0.contains { "[]\\".contains($0) } }) {
      throw MetadataError("delegated role \(name): the pattern \(pattern) has more than the wildcards * and ?")
    }
    unknown = fields.rest
  }

  var json: JSONValue {
    var members = keys.unknown.adding(keys.members).members.map { ($0.key, $0.value) }
    members += [("name", .text(name)), ("terminating", .bool(terminating))]
    switch scope {
    case .paths(let patterns): members.append(("paths", .texts(patterns)))
    case .hashPrefixes(let prefixes): members.append(("path_hash_prefixes", .texts(prefixes)))
    }
    return .object(unknown.adding(members))
  }

  /// Whether the role may vouch for the file at `path`.
  public func covers(_ path: String) -> Bool {
    switch scope {
    case .paths(let patterns): return patterns.contains { PathPattern($0).matches(path) }
    case .hashPrefixes(let prefixes):
      let digest = ContentDigest(of: Array(path.utf8)).hex
      return prefixes.contains { digest.hasPrefix($0) }
    }
  }
}

/// A path with the wildcards `*` (any characters) and `?` (one character), neither reaching over a slash.
struct PathPattern {
  private let parts: [[Unicode.Scalar]]

  init(_ pattern: String) { parts = Self.split(pattern) }

  func matches(_ path: String) -> Bool {
    let names = Self.split(path)
    return names.count == parts.count && zip(parts, names).allSatisfy { Self.match($0, $1) }
  }

  private static func split(_ path: String) -> [[Unicode.Scalar]] {
    path.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).map(Array.init)
  }

  // Goes back to the last star only, which is enough and keeps the effort bounded.
  private static func match(_ pattern: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> Bool {
    var (position, place) = (0, 0)
    var lastStar: (after: Int, place: Int)?
    while place < name.count {
      if position < pattern.count, pattern[position] == "*" {
        position += 1
        lastStar = (position, place)
      } else if position < pattern.count, pattern[position] == "?" || pattern[position] == name[place] {
        position += 1
        place += 1
      } else if let star = lastStar {
        lastStar = (star.after, star.place + 1)
        (position, place) = (star.after, star.place + 1)
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == "*" }
  }
}
