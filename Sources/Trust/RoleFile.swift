/// The names of role files, in the repository and in the kit.
public enum RoleFile {
  /// The name without a version: `timestamp.json`.
  public static func name(of role: String) -> String { "\(encodedName(of: role)).json" }

  /// The name with a version: `3.targets.json`.
  public static func name(of role: String, version: Int64) -> String { "\(version).\(name(of: role))" }

  /// The role's name with everything but letters, digits and `-._~` as percent signs, so that it can be no path.
  static func encodedName(of role: String) -> String {
    let plain = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in role.utf8 {
      if plain.contains(byte) {
        encoded.append(byte)
      } else {
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
