"""T01–T72: what went wrong at comparable systems, and which of our tests hold it here.

`tests` are node ids; a case without any says in `waits` what must exist first. A case may have both: what exists is
held, and the rest waits.
"""

from dataclasses import dataclass

ACTIONS, REST, WEB = "tests/matrix/test_actions.py", "tests/matrix/test_rest.py", "tests/matrix/test_web.py"
PAYLOADS, FIELDS = "tests/trust/test_payloads.py", "tests/trust/test_fields.py"
IDENTITY, CONTENT = "tests/trust/test_identity.py", "tests/trust/test_content.py"
FILES, LISTING = "tests/kernel/test_files.py", "tests/kernel/test_listing.py"


@dataclass(frozen=True)
class Case:
    title: str
    tests: tuple[str, ...] = ()
    waits: str = ""


CASES: dict[str, Case] = {
    "T01": Case(
        "Reading is checked as strictly as saving, by every way of reading",
        (
            f"{REST}::test_the_matrix_is_as_reviewed",
            f"{WEB}::test_the_matrix_is_as_reviewed",
            f"{LISTING}::test_a_stranger_counts_nothing",
            f"{FILES}::test_visibility_follows_the_record",
        ),
    ),
    "T02": Case(
        "A refused request has written nothing",
        ("tests/plumbing/test_untouched.py::test_inside_a_test_transaction", f"{WEB}::test_nothing_breaks"),
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
    "T25": Case("A calendar feed has an unguessable address", waits="calendar feeds"),
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
        ),
        waits="OData, MCP, calendar feeds, webhooks",
    ),
    "T29": Case(
        "Every check of a password is limited",
        (
            f"{IDENTITY}::test_every_check_of_a_password_is_limited",
            f"{IDENTITY}::test_guessing_at_the_sign_in_page_ends",
        ),
    ),
    "T30": Case(
        "A password is changed with the old one", (f"{IDENTITY}::test_a_password_is_changed_with_the_old_one_only",)
    ),
    "T31": Case("A forged host is in no link", (f"{IDENTITY}::test_a_forged_host_is_in_no_link",)),
    "T32": Case(
        "A new second step ends the other sessions", (f"{IDENTITY}::test_a_new_second_step_ends_the_other_sessions",)
    ),
    "T33": Case(
        "Who is deactivated is out at once, everywhere",
        (
            "tests/people/test_users.py::test_deactivation_ends_everything_at_once",
            "tests/web/test_front_door.py::test_deactivated_people_are_out_at_once",
            f"{ACTIONS}::test_somebody_who_left_does_nothing",
            f"{REST}::test_nobody_and_who_left_get_nothing",
        ),
    ),
    "T34": Case("A secret is shown once and stored as a hash", (f"{IDENTITY}::test_a_secret_is_shown_once",)),
    "T35": Case(
        "A new password leaves the second step",
        (f"{IDENTITY}::test_an_invitation_leaves_everything_as_it_is_until_used",),
        waits="accounts that only sign in through the company's provider",
    ),
    "T36": Case(
        "A provider's account is linked only when signed in", waits="signing in through providers (not enabled)"
    ),
    "T37": Case("Wildcards in a user name find nobody", waits="LDAP (not enabled)"),
    "T38": Case("Consent takes a form with its token", waits="OAuth for other programs"),
    "T39": Case(
        "An invitation is proven by its secret, once",
        (
            "tests/people/test_users.py::test_an_invited_person_sets_a_password_once",
            "tests/people/test_users.py::test_invitations_expire_and_replace_each_other",
        ),
    ),
    "T40": Case(
        "The founding page is dead once somebody exists",
        (
            "tests/web/test_sign_in.py::test_afterwards_sign_up_is_closed",
            "tests/web/test_sign_in.py::test_of_two_founders_at_once_one_succeeds",
            "tests/people/test_company.py::test_of_two_founders_at_once_one_wins",
        ),
    ),
    "T41": Case(
        "Nobody is flooded with invitations",
        ("tests/people/test_users.py::test_invitations_expire_and_replace_each_other",),
        waits="invitations by mail: today a link is shown once and nothing is sent",
    ),
    "T42": Case("Secrets are looked up by hash, not compared", (f"{IDENTITY}::test_a_secret_is_shown_once",)),
    "T43": Case(
        "A password stays until the link is used",
        (f"{IDENTITY}::test_an_invitation_leaves_everything_as_it_is_until_used",),
    ),
    "T44": Case("Links of approvals and surveys are signed, for one purpose, for a while", waits="links in mails"),
    "T45": Case("Time zones, units and directions are from a list", waits="reports with grouping"),
    "T46": Case(
        "Names that administrators write never become SQL",
        (f"{FIELDS}::test_names_outside_the_list_are_refused",),
        waits="reports over custom fields",
    ),
    "T47": Case(
        "List parameters are checked one by one",
        (f"{LISTING}::test_nothing_outside_the_allowlist", f"{FIELDS}::test_names_outside_the_list_are_refused"),
    ),
    "T48": Case("A filter language is parsed, not pasted", waits="OData"),
    "T49": Case("No parameter makes the database wait", waits="measured on PostgreSQL by the acceptance run"),
    "T50": Case(
        "Templates of people run no code", (f"{WEB}::test_hostile_words_stay_words",), waits="document templates"
    ),
    "T51": Case("Formulas have a parser of their own", waits="computed fields"),
    "T52": Case("Saved searches are data", (f"{LISTING}::test_a_forged_cursor_is_refused",)),
    "T53": Case("Nothing reaches a shell", waits="no part starts a shell; outside programs come with integrations"),
    "T54": Case("Names of filters are only names", (f"{FIELDS}::test_names_outside_the_list_are_refused",)),
    "T55": Case(
        "A file comes as an attachment of its own kind",
        (
            "tests/web/test_platform.py::test_a_file_comes_back_as_an_attachment",
            "tests/rest/test_files.py::test_upload_look_download_remove",
        ),
    ),
    "T56": Case(
        "No picture carries a script",
        (
            f"{FILES}::test_others_are_refused",
            f"{CONTENT}::test_a_picture_that_is_a_page_is_refused",
            f"{CONTENT}::test_only_listed_kinds_whatever_the_case",
        ),
        waits="portraits: re-encoded when they come",
    ),
    "T57": Case(
        "Hostile words in every field stay words on every page",
        (
            f"{WEB}::test_hostile_words_stay_words",
            "tests/browser/test_inert_texts.py::test_hostile_words_are_only_words",
            "tests/web/test_tags.py::test_values_are_escaped",
        ),
    ),
    "T58": Case(
        "No text brings styles, forms or names into the page",
        (
            f"{WEB}::test_hostile_words_stay_words",
            "tests/browser/test_inert_texts.py::test_hostile_words_are_only_words",
        ),
        waits="rich text: all text is plain today",
    ),
    "T59": Case("A received mail does nothing", waits="incoming mail"),
    "T60": Case(
        "The sign-in page reflects nothing", ("tests/web/test_sign_in.py::test_the_login_page_reflects_nothing",)
    ),
    "T61": Case(
        "Nothing leads off the site",
        (
            "tests/web/test_sign_in.py::test_next_stays_at_home",
            "tests/web/test_switches.py::test_switches_never_lead_elsewhere",
            f"{CONTENT}::test_nothing_leads_off_the_site",
        ),
    ),
    "T62": Case(
        "Attributes of page libraries in texts are inert",
        (
            f"{WEB}::test_hostile_words_stay_words",
            "tests/browser/test_inert_texts.py::test_hostile_words_are_only_words",
        ),
    ),
    "T63": Case(
        "A cell is no formula, and comes back as it was",
        (f"{LISTING}::test_a_cell_is_inert_and_comes_back", f"{LISTING}::test_plain_text_is_left_alone"),
    ),
    "T64": Case("Addresses inside are not called, however written", waits="calls to outside addresses"),
    "T65": Case("Nor after a redirect or another answer of the name server", waits="calls to outside addresses"),
    "T66": Case("Printing loads nothing", waits="PDF"),
    "T67": Case(
        "A name in an upload or an archive leads nowhere",
        (
            f"{CONTENT}::test_a_name_leads_nowhere",
            f"{FILES}::test_names_are_only_names",
            "tests/cli/test_backup.py::test_a_tampered_archive_is_refused",
        ),
    ),
    "T68": Case(
        "Only listed kinds of files, whatever the case",
        (f"{CONTENT}::test_only_listed_kinds_whatever_the_case", f"{FILES}::test_others_are_refused"),
    ),
    "T69": Case(
        "A body is read as far as declared, and not beyond a bound",
        (
            f"{CONTENT}::test_a_gigabyte_behind_a_small_length",
            f"{CONTENT}::test_a_declared_gigabyte_is_refused_unread",
            "tests/accept/test_big_bodies.py::test_a_gigabyte_costs_no_memory",
        ),
    ),
    "T70": Case(
        "Nobody slows the others down", ("tests/rest/test_door.py::test_limits",), waits="time limits of statements"
    ),
    "T71": Case(
        "Every change takes a form's token",
        (
            f"{IDENTITY}::test_no_form_is_taken_without_its_token",
            "tests/rest/test_door.py::test_a_session_works_with_csrf_only",
        ),
        waits="tokens of other systems at rest: integrations",
    ),
    "T72": Case("A program that connects is approved, bounded and ended with one press", waits="integrations and MCP"),
}
