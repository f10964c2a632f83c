def test_the_sheet_for_councils_is_offered_where_an_acute_event_is_open(
    open_page, small_store
):
    here = open_page(small_store, "region", region="KZ-39", lang="ru")
    assert "Листок для советов" in [each.value for each in here.subheader]
    there = open_page(small_store, "region", region="KZ-10", lang="ru")
    assert "Листок для советов" not in [each.value for each in there.subheader]
