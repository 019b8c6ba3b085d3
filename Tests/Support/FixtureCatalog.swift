public import CanonicalJSON
public import Catalog

/// A small catalog: a strategic and an ordinary drive, two tubes, a drum of a listed chemical and a kitchen pot.
public enum FixtureCatalog {
  /// The catalog.
  public static let catalog = Catalog(records: records)

  /// Its records, in no particular order.
  public static let records: [CatalogRecord] =
    features + substances + commodities + controls + markings + hazards + tables

  /// One record whose fields stand in `json`, an object.
  public static func record(_ kind: CatalogRecord.Kind, _ id: String, _ json: String) -> CatalogRecord {
    CatalogRecord(kind: kind, id: id, fields: parsed(json).object ?? JSONObject())
  }

  /// A JSON text as a value; `null` where it is malformed.
  public static func parsed(_ json: String) -> JSONValue {
    (try? JSONValue(parsing: json.utf8, allowingDecimals: true)) ?? .null
  }

  private static let features = [
    record(
      .feature,
      "form",
      #"""
      {"name": "Form", "question": "What form is it?", "kind": "choice", "place": "goods", "seconds": "5",
       "states": [{"id": "tube", "name": "Tube", "also": ["pipe"]}, {"id": "cabinet", "name": "Cabinet"},
                  {"id": "drum", "name": "Drum", "also": ["barrel"]}, {"id": "pot", "name": "Cooking pot"},
                  {"id": "rod", "name": "Rod", "also": ["bar"]}]}
      """#
    ),
    record(
      .feature,
      "material",
      #"""
      {"name": "Material", "question": "What is it made of?", "kind": "choice", "place": "goods", "seconds": "20",
       "states": [{"id": "metal", "name": "Metal"}, {"id": "steel", "name": "Steel", "is": "metal"},
                  {"id": "stainless-steel", "name": "Stainless steel", "also": ["inox"], "is": "steel"},
                  {"id": "maraging-steel", "name": "Maraging steel", "is": "steel"},
                  {"id": "plastic", "name": "Plastic"}]}
      """#
    ),
    record(
      .feature,
      "lining-material",
      #"""
      {"name": "Lining", "question": "What lines it?", "kind": "choice", "place": "goods",
       "states as": "material", "falls back to": "material"}
      """#
    ),
    record(
      .feature,
      "outer-diameter",
      #"""
      {"name": "Outer diameter", "question": "How wide is it?", "kind": "quantity", "unit": "mm", "place": "goods",
       "tool": "tape", "seconds": "20", "precision": "0.02", "also": ["OD", "diameter"]}
      """#
    ),
    record(
      .feature,
      "output-frequency",
      #"""
      {"name": "Highest output frequency", "question": "Which frequency does the plate state?", "kind": "quantity",
       "unit": "Hz", "range": "highest", "precision": "0", "place": "plate", "seconds": "5", "misread": "0.02",
       "also": ["output frequency", "Hz"], "requires": {"form": "cabinet"}}
      """#
    ),
    record(
      .feature,
      "output-phases",
      #"""
      {"name": "Output phases", "question": "How many phases?", "kind": "choice", "place": "plate", "seconds": "5",
       "states": [{"id": "one", "name": "One phase"}, {"id": "three", "name": "Three phases", "also": ["3PH"]}]}
      """#
    ),
    record(
      .feature,
      "lowest-temperature",
      #"""
      {"name": "Lowest temperature", "question": "Down to which temperature?", "kind": "quantity", "unit": "degC",
       "range": "lowest", "place": "plate", "also": ["operating temperature"]}
      """#
    ),
    record(
      .feature,
      "working-pressure",
      #"""
      {"name": "Working pressure", "question": "Which pressure does it bear?", "kind": "quantity", "unit": "bar",
       "place": "plate", "also": ["pressure", "PN"]}
      """#
    ),
    record(
      .feature,
      "net-mass",
      #"""
      {"name": "Net mass", "question": "How heavy is it?", "kind": "quantity", "unit": "kg", "place": "package",
       "tool": "scale", "also": ["net weight", "kg"]}
      """#
    ),
    record(
      .feature,
      "volume",
      #"""
      {"name": "Volume", "question": "How large is it?", "kind": "quantity", "unit": "L", "place": "goods",
       "also": ["capacity"]}
      """#
    ),
    record(
      .feature,
      "density",
      #"""
      {"name": "Density", "question": "How dense is it?", "kind": "quantity", "unit": "kg/m3", "place": "inside",
       "formula": ["net-mass / volume"]}
      """#
    ),
    record(
      .feature,
      "programmable",
      #"""
      {"name": "Programmable", "question": "Can it be programmed?", "kind": "presence", "place": "plate"}
      """#
    ),
    record(
      .feature,
      "piece-count",
      #"""
      {"name": "Number of pieces", "question": "How many pieces?", "kind": "quantity", "unit": "1",
       "place": "papers", "also": ["pieces", "pcs"]}
      """#
    ),
    record(
      .feature,
      "substance",
      #"""
      {"name": "Substance", "question": "Which substance?", "kind": "choice", "place": "package",
       "states as": "substances"}
      """#
    ),
  ]

  private static let substances = [
    record(
      .substance,
      "thiodiglycol",
      #"""
      {"name": "Thiodiglycol", "also": ["TDG", "2,2'-thiodiethanol"], "cas": ["111-48-8"], "un": ["2966"],
       "class": "6.1", "hazards": ["toxic"]}
      """#
    ),
    record(.substance, "water", #"{"name": "Water", "cas": ["7732-18-5"]}"#),
  ]

  private static let commodities = [
    record(
      .commodity,
      "frequency-converter",
      #"""
      {"name": "Frequency converter", "also": ["inverter drive"], "family": "power", "hs": ["850440"],
       "looks like": "A cabinet.", "why it matters": "Drives centrifuges.", "confidence": "test",
       "sources": ["test"], "controls": ["eu/3A225"],
       "look-alikes": [{"commodity": "ordinary-drive", "tell": "Its plate says 0 to 400 Hz."}],
       "scores": {"form": "cabinet", "material": ["steel", "rarely plastic"], "output-phases": "three",
                  "output-frequency": "600..3000 Hz", "programmable": "yes", "net-mass": "5..400 kg",
                  "volume": "10..900 L", "outer-diameter": "n/a", "substance": "n/a"}}
      """#
    ),
    record(
      .commodity,
      "ordinary-drive",
      #"""
      {"name": "Ordinary motor drive", "also": ["pump drive"], "family": "power", "hs": ["850440"],
       "looks like": "A cabinet.", "confidence": "test", "sources": ["test"],
       "scores": {"form": "cabinet", "material": ["steel", "plastic"], "output-phases": ["three", "rarely one"],
                  "output-frequency": "0..650 Hz usually 50..400 Hz", "programmable": "sometimes",
                  "net-mass": "1..300 kg", "volume": "1..900 L", "outer-diameter": "n/a"}}
      """#
    ),
    record(
      .commodity,
      "maraging-tube",
      #"""
      {"name": "Maraging steel tube", "family": "tubes", "hs": ["730449"], "stamped": ["AMS 6514"],
       "looks like": "A smooth tube.", "why it matters": "Rotors of centrifuges.", "confidence": "test",
       "sources": ["test"], "controls": ["eu/1C216", "wa/judged"],
       "look-alikes": [{"commodity": "stainless-tube", "tell": "Marked 304 or 316."}],
       "scores": {"form": "tube", "material": "maraging-steel", "outer-diameter": "75..400 mm",
                  "output-frequency": "n/a", "output-phases": "n/a", "programmable": "n/a",
                  "net-mass": "1..200 kg", "density": "7900..8200 kg/m3"}}
      """#
    ),
    record(
      .commodity,
      "stainless-tube",
      #"""
      {"name": "Stainless steel tube", "family": "tubes", "hs": ["730449"], "stamped": ["AISI 316L"],
       "looks like": "A smooth tube.", "confidence": "test", "sources": ["test"],
       "scores": {"form": "tube", "material": "stainless-steel", "outer-diameter": "5..600 mm",
                  "output-frequency": "n/a", "output-phases": "n/a", "programmable": "n/a",
                  "net-mass": "0.1..500 kg", "density": "7700..8000 kg/m3"}}
      """#
    ),
    record(
      .commodity,
      "thiodiglycol-drum",
      #"""
      {"name": "Drum of thiodiglycol", "family": "chemicals", "hs": ["293090"], "looks like": "A drum.",
       "why it matters": "Precursor of mustard gas.", "confidence": "test", "sources": ["test"],
       "controls": ["eu/1C350", "cwc/2B13"], "hazards": ["toxic"],
       "look-alikes": [{"commodity": "kitchen-pot", "tell": "A pot has handles."}],
       "scores": {"form": "drum", "material": ["steel", "plastic"], "substance": "thiodiglycol",
                  "net-mass": "20..250 kg", "volume": "20..220 L", "density": "1000..1250 kg/m3",
                  "output-frequency": "n/a", "programmable": "n/a"}}
      """#
    ),
    record(
      .commodity,
      "kitchen-pot",
      #"""
      {"name": "Kitchen pot", "also": ["saucepan"], "family": "household", "hs": ["732393"],
       "looks like": "A pot with handles.", "confidence": "test", "sources": ["test"],
       "scores": {"form": "pot", "material": "stainless-steel", "outer-diameter": "120..500 mm",
                  "volume": "0.5..20 L", "net-mass": "0.3..8 kg", "output-frequency": "n/a",
                  "substance": "n/a", "programmable": "no"}}
      """#
    ),
  ]

  private static let controls = [
    record(
      .control,
      "eu/3A225",
      #"""
      {"title": "Frequency changers", "edition": "2025-11-15", "confidence": "test",
       "criterion": {"all": [{"output-phases": "three"}, {"output-frequency": "at least 600 Hz"},
                             {"any": [{"programmable": "yes"}, {"lowest-temperature": "at most -40 degC"}]}]}}
      """#
    ),
    record(
      .control,
      "nsg2/3.A.1",
      #"""
      {"title": "Frequency changers", "edition": "2019", "criterion as": "eu/3A225", "confidence": "test"}
      """#
    ),
    record(
      .control,
      "eu/1C216",
      #"""
      {"title": "Maraging steel", "edition": "2025-11-15", "confidence": "test", "same as": ["mtcr/6.C.8"],
       "criterion": {"at least 2 of": [{"material": "maraging-steel"}, {"outer-diameter": "at least 75 mm"},
                                       {"density": "at least 7.9 g/cm3"}]}}
      """#
    ),
    record(.control, "mtcr/6.C.8", #"{"title": "Maraging steel", "edition": "2024", "confidence": "test"}"#),
    record(
      .control,
      "eu/1C350",
      #"""
      {"title": "Precursors", "edition": "2025-11-15", "confidence": "test",
       "criterion": {"substance": "thiodiglycol", "not": {"net-mass": "at most 1 kg"}}}
      """#
    ),
    record(
      .control,
      "cwc/2B13",
      #"""
      {"title": "Thiodiglycol", "edition": "2024", "confidence": "test", "same as": ["eu/1C350"],
       "criterion": {"substance": "thiodiglycol"}}
      """#
    ),
    record(
      .control,
      "wa/judged",
      #"""
      {"title": "Specially designed tubes", "edition": "2024", "confidence": "test",
       "criterion": {"judgement": "specially designed for rockets"}}
      """#
    ),
  ]

  private static let markings = [
    record(
      .marking,
      "ams-6514",
      #"""
      {"name": "AMS 6514", "kind": "alloy", "pattern": "(?i)\\bAMS[\\s-]?6514\\b", "meaning": "maraging steel",
       "implies": {"material": "maraging-steel"}, "suggests": ["maraging-tube"], "points to": ["eu/1C216"],
       "confidence": "high", "sources": ["test"]}
      """#
    ),
    record(
      .marking,
      "316l",
      #"""
      {"name": "316L", "kind": "alloy", "pattern": "\\b316L\\b", "meaning": "stainless steel",
       "implies": {"material": "stainless-steel"}, "suggests": ["stainless-tube"], "confidence": "medium",
       "sources": ["test"]}
      """#
    ),
    record(
      .marking,
      "c300",
      #"""
      {"name": "C300", "kind": "alloy", "pattern": "\\bC[\\s-]?300\\b", "meaning": "maraging steel, or a colour",
       "implies": {"material": "maraging-steel"}, "context": ["steel", "tube"], "confidence": "medium",
       "sources": ["test"]}
      """#
    ),
  ]

  private static let hazards = [
    record(.hazard, "toxic", #"{"name": "Toxic", "signs": ["skull"], "do": ["Keep away."], "do not": ["Sniff."]}"#)
  ]

  private static let tables = [
    record(.heading, "850440", #"{"description": "Static converters"}"#),
    record(.heading, "730449", #"{"description": "Tubes of stainless steel"}"#),
    record(.heading, "732393", #"{"description": "Kitchen articles of stainless steel"}"#),
    record(.heading, "293090", #"{"description": "Organo-sulphur compounds"}"#),
    record(.unNumber, "2966", #"{"name": "THIOGLYCOL", "class": "6.1"}"#),
    record(.unNumber, "1203", #"{"name": "PETROL", "class": "3"}"#),
  ]
}
