class media_credit(text):
  EBU = [
    "producer", "editor/producer",
    "art director", "producer",
  ]

  def getExpectedAttrNames(self):
    return [(None, "role")]
