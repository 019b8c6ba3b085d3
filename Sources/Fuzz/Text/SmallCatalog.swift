import CanonicalJSON
import Catalog

/// A catalog with one record of each kind that reading looks at.
enum SmallCatalog {
  static let records: [CatalogRecord] = lines.split(separator: "\n").compactMap { line in
    (try? JSONValue(parsing: line.utf8)).flatMap(CatalogRecord.init)
  }

  private static let lines = #"""
    {"fields":{"kind":"choice","name":"Form","place":"goods","question":"?","states":[{"also":["pipe"],"id":"tube","name":"Tube"},{"id":"drum","name":"Drum"}]},"id":"form","kind":"feature"}
    {"fields":{"also":["OD","dia"],"kind":"quantity","name":"Outer diameter","place":"goods","question":"?","unit":"mm"},"id":"outer-diameter","kind":"feature"}
    {"fields":{"also":["net","kg"],"kind":"quantity","name":"Net mass","place":"package","question":"?","unit":"kg"},"id":"net-mass","kind":"feature"}
    {"fields":{"also":["pcs"],"kind":"quantity","name":"Number of pieces","place":"papers","question":"?","unit":"1"},"id":"piece-count","kind":"feature"}
    {"fields":{"kind":"presence","name":"Programmable","place":"plate","question":"?"},"id":"programmable","kind":"feature"}
    {"fields":{"kind":"choice","name":"Substance","place":"package","question":"?","states as":"substances"},"id":"substance","kind":"feature"}
    {"fields":{"also":["TDG"],"cas":["111-48-8"],"name":"Thiodiglycol","un":["2966"]},"id":"thiodiglycol","kind":"substance"}
    {"fields":{"class":"6.1","name":"THIOGLYCOL"},"id":"2966","kind":"un-number"}
    {"fields":{"description":"tubes"},"id":"730449","kind":"heading"}
    {"fields":{"confidence":"c","family":"f","hs":["730449"],"looks like":"x","name":"Maraging steel tube","scores":{"form":"tube","outer-diameter":"75..400 mm"},"stamped":["AMS 6514"]},"id":"maraging-tube","kind":"commodity"}
    {"fields":{"confidence":"high","implies":{"form":"tube"},"kind":"alloy","meaning":"m","name":"C-300","pattern":"(?i)\\b(?:AMS[\\s-]?6514|18\\s?Ni[\\s(]*300\\)?)\\b","suggests":["maraging-tube"]},"id":"ams-6514","kind":"marking"}
    {"fields":{"confidence":"low","context":["steel"],"kind":"alloy","meaning":"m","name":"Grade","pattern":"[A-Z]{2,4}\\d{2,5}[A-Z]?","suggests":["maraging-tube"]},"id":"grade","kind":"marking"}
    """#
}
