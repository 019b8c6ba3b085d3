import CanonicalJSON

extension CatalogRecord.Kind {
  /// The fields that this program reads in records of this kind, as the readers themselves ask for them.
  public var fields: Set<String> {
    var reader = FieldReader(CatalogRecord(kind: self, id: "", fields: JSONObject()))
    switch self {
    case .feature: _ = FeatureRecord(&reader)
    case .substance: _ = Substance(&reader)
    case .commodity: _ = Commodity(&reader, features: [:])
    case .control: _ = ControlEntry(&reader, features: [:])
    case .marking: _ = Marking(&reader, features: [:])
    case .regime: _ = Regime(&reader)
    case .hazard: _ = Hazard(&reader, features: [:])
    case .measure: _ = NationalMeasure(&reader)
    case .redFlag: _ = RedFlag(&reader)
    // Rows of public tables are taken as they are.
    case .country: return ["name", "also"]
    case .heading: return ["description"]
    case .unNumber: return ["name", "class", "class code"]
    case .tradeTerm: return ["code"]
    }
    return reader.used
  }
}
