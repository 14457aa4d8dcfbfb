"""T01–T28: who reaches which record."""

from tests.trust.case import ACTIONS, FEEDS, FIELDS, FILES, IDENTITY, LISTING, PAYLOADS, READING, REST, WEB, Case

ACCESS: dict[str, Case] = {
    "T01": Case(
        "Reading is checked as strictly as saving, by every way of reading",
        (
            f"{REST}::test_the_matrix_is_as_reviewed",
            f"{WEB}::test_the_matrix_is_as_reviewed",
            f"{READING}::test_a_list_is_empty_to_a_stranger_and_exports_what_it_shows",
            f"{READING}::test_search_and_pickers_know_nothing_of_it",
            f"{LISTING}::test_a_stranger_counts_nothing",
            f"{FILES}::test_visibility_follows_the_record",
        ),
    ),
    "T02": Case(
        "A refused request has written nothing",
        (  # tests/matrix/client.py asserts it of every request there, tests/conftest.py of every other test's
            "tests/plumbing/test_untouched.py::test_inside_a_test_transaction",
            f"{WEB}::test_the_matrix_is_as_reviewed",
            f"{REST}::test_the_matrix_is_as_reviewed",
        ),
    ),
    "T03": Case(
        "A refused cascade has moved nothing",
        (
            "tests/customers/test_merge.py::test_a_failure_in_the_middle_leaves_nothing",
            "tests/customers/test_merge.py::test_merging_needs_its_right_on_both",
            "tests/people/test_hand_over.py::test_a_stranger_hands_nothing_over",
        ),
    ),
    "T04": Case(
        "A child is reached only through its own parent",
        (
            f"{PAYLOADS}::test_a_child_is_only_reached_through_its_own_parent",
            f"{PAYLOADS}::test_nested_addresses_of_the_wrong_parent",
        ),
    ),
    "T05": Case(
        "Every id in a payload must be visible to the caller",
        (
            f"{PAYLOADS}::test_no_keyword_takes_a_record_one_cannot_see",
            f"{READING}::test_an_id_in_the_query_answers_nothing",
            f"{ACTIONS}::test_a_stranger_reaches_no_record_of_others",
        ),
    ),
    "T06": Case(
        "A right in one place counts nowhere else",
        (
            "tests/kernel/test_access.py::test_who_changes_a_customer",
            "tests/people/test_roles.py::test_reach_within_reach",
            "tests/projects/test_team.py::test_a_stranger_on_the_core_team_sees_and_edits",
        ),
    ),
    "T07": Case(
        "What is related and invisible shows no title",
        (
            f"{FIELDS}::test_a_relation_to_a_hidden_record_shows_no_title",
            "tests/customers/test_duplicates.py::test_of_invisible_records_only_existence_and_whom_to_ask",
        ),
        waits="dependencies and Gantt: the plan of work",
    ),
    "T08": Case(
        "Who has access is shown only to those who have it",
        (
            "tests/chain/test_chain.py::test_only_the_core_team_sees_it",
            "tests/web/test_chain_pages.py::test_who_may_not_see",
        ),
    ),
    "T09": Case(
        "History obeys the field rules of today's reader",
        (
            f"{FIELDS}::test_a_hidden_field_is_in_no_answer",
            f"{FIELDS}::test_a_hidden_field_is_on_no_page",
            "tests/web/test_settings.py::test_the_trail_of_invisible_records_stays_closed",
        ),
    ),
    "T10": Case(
        "An export is what the screen shows",
        (
            f"{READING}::test_a_list_is_empty_to_a_stranger_and_exports_what_it_shows",
            f"{LISTING}::test_an_export_is_what_the_screen_shows",
            "tests/web/test_customers.py::test_export_is_what_is_seen",
            f"{FIELDS}::test_what_a_list_exports_is_what_it_shows",
        ),
    ),
    "T11": Case(
        "Previews obey field rules",
        (
            "tests/catalogue/test_catalogue.py::test_cost_is_a_field_of_its_own",
            "tests/web/test_catalogue_pages.py::test_cost_is_for_its_holders",
            f"{FIELDS}::test_a_hidden_field_is_on_no_page",
        ),
        waits="what-if of margins and bonuses: quotes and incentives",
    ),
    "T12": Case(
        "Nested writes reach only the children of this record",
        (
            f"{PAYLOADS}::test_a_child_is_only_reached_through_its_own_parent",
            f"{PAYLOADS}::test_a_file_is_replaced_only_on_its_own_record",
        ),
    ),
    "T13": Case(
        "Lists of choices and custom fields belong to their type",
        (
            f"{PAYLOADS}::test_custom_fields_are_those_of_the_type",
            "tests/web/test_customer_work.py::test_a_form_names_nothing_one_may_not_see",
        ),
    ),
    "T14": Case(
        "Hidden and unknown get the same answer",
        (
            f"{ACTIONS}::test_a_hidden_record_is_answered_like_one_that_is_not_there",
            f"{REST}::test_a_hidden_record_is_answered_like_one_that_is_not_there",
            f"{WEB}::test_a_stranger_cannot_tell_hidden_from_missing",
            f"{FIELDS}::test_filtering_by_a_hidden_record_is_filtering_by_an_unknown_one",
        ),
    ),
    "T15": Case(
        "What is shared is read by others, not changed",
        (f"{PAYLOADS}::test_a_shared_view_is_changed_by_its_owner_only",),
    ),
    "T16": Case(
        "A download asks for the record each time",
        (
            f"{FILES}::test_visibility_follows_the_record",
            "tests/rest/test_files.py::test_files_of_others",
            f"{WEB}::test_nobody_is_sent_to_sign_in",
        ),
    ),
    "T17": Case(
        "An upload belongs to its uploader until it hangs on a record",
        (
            f"{FILES}::test_only_who_may_change_the_record_attaches",
            f"{PAYLOADS}::test_a_file_is_replaced_only_on_its_own_record",
        ),
        waits="uploads of imports: the import room",
    ),
    "T18": Case("A template is filled with what its caller may see", waits="document and mail templates"),
    "T19": Case(
        "Every address has a declared right",
        (
            f"{WEB}::test_every_view_declares_who_may",
            "tests/rest/test_door.py::test_every_operation_has_a_declared_right",
        ),
    ),
    "T20": Case(
        "Nobody grants more than they hold",
        (
            "tests/people/test_roles.py::test_a_lesser_administrator_gives_only_what_they_hold",
            "tests/web/test_settings.py::test_nobody_gives_more_than_they_hold_and_the_page_says_so",
        ),
    ),
    "T21": Case(
        "Restoring is checked like changing",
        (
            f"{ACTIONS}::test_the_matrix_is_as_reviewed",
            f"{ACTIONS}::test_a_hidden_record_is_answered_like_one_that_is_not_there",
            "tests/web/test_trash.py::test_a_stranger_sees_nothing_of_it",
        ),
    ),
    "T22": Case(
        "All doors lead through the same actions",
        (
            "tests/house/test_doors.py::test_interfaces_neither_write_nor_look_past_the_door",
            f"{REST}::test_the_matrix_is_as_reviewed",
        ),
        waits="OData, MCP and incoming mail",
    ),
    "T23": Case(
        "Hidden fields answer no question by sorting or filtering",
        (
            f"{FIELDS}::test_a_hidden_field_answers_no_question",
            f"{FIELDS}::test_names_outside_the_list_are_refused",
            f"{LISTING}::test_nothing_outside_the_allowlist",
        ),
    ),
    "T24": Case(
        "Closed unless declared open",
        (
            f"{WEB}::test_nobody_is_sent_to_sign_in",
            f"{REST}::test_nobody_and_who_left_get_nothing",
            "tests/rest/test_door.py::test_nobody_gets_anything_not_even_the_schema",
        ),
    ),
    "T25": Case(
        "A calendar feed has an unguessable address, and shows what its owner may see now",
        (f"{FEEDS}::test_nobody_gets_in_otherwise", f"{FEEDS}::test_it_shows_what_its_owner_may_see_now"),
    ),
    "T26": Case(
        "Only one's own sessions and tokens are ended",
        (
            f"{IDENTITY}::test_only_ones_own_sessions_are_ended",
            f"{ACTIONS}::test_a_hidden_record_is_answered_like_one_that_is_not_there",
        ),
    ),
    "T27": Case(
        "Nobody acts on, or makes, somebody above themselves",
        (
            "tests/people/test_roles.py::test_a_lesser_administrator_does_not_touch_a_higher_one",
            "tests/people/test_roles.py::test_a_deactivated_administrator_is_still_above",
            f"{PAYLOADS}::test_only_ones_own_people_are_handed_over",
        ),
    ),
    "T28": Case(
        "A token that reads writes nowhere",
        (
            f"{ACTIONS}::test_a_token_that_only_reads_writes_nothing",
            f"{REST}::test_a_token_that_only_reads_changes_nothing",
            "tests/people/test_roles.py::test_a_token_narrows_the_ceiling",
            f"{FEEDS}::test_nobody_gets_in_otherwise",
        ),
        waits="OData, MCP, webhooks",
    ),
}
