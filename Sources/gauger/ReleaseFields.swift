import Catalog
import Overlays
import Releases

/// The fields that the records of a release may have, as this program knows them.
enum ReleaseFields {
  /// All fields of all kinds, each critical unless kits may word it in their own way.
  static var all: [ReleaseManifest.Field] {
    CatalogRecord.Kind.allCases.flatMap { kind in
      kind.fields.sorted().map { field in
        ReleaseManifest.Field(
          name: "\(kind.rawValue).\(field)",
          fieldClass: FieldAuthority.isAdvisory(field, of: kind.rawValue) ? .advisory : .critical,
          since: 1
        )
      }
    }
  }
}
