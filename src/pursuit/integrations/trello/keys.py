"""What Trello's objects hold, as far as somebody has met it: names read here, and names known and not needed.

Any other name is counted, so that a new one is seen and not lost in silence.
"""

from pursuit.integrations.boards.fields import words

BOARD = words(
    "id name desc url closed actions cards labels lists members checklists customFields "
    # not needed
    "boardSourceId creationMethod dateClosed dateLastActivity dateLastView datePluginDisable descData enterpriseOwned "
    "idBoardSource idEnterprise idMemberCreator idOrganization idTags ixUpdate labelNames limits memberships nodeId "
    "pinned pluginData powerUps prefs premiumFeatures shortLink shortUrl starred subscribed templateGallery type"
)
LIST = words("id name closed pos color creationMethod datasource idBoard limits nodeId softLimit subscribed type")
CARD = words(
    "id idShort name desc closed idList idMembers idLabels labels due start dueComplete attachments customFieldItems "
    "badges pos url shortLink isTemplate cardRole dateLastActivity pluginData "
    "address agent checkItemStates checklists coordinates cover creationMethod creationMethodError "
    "creationMethodLoadingStartedAt dateClosed dateCompleted descData dueReminder email externalSource faviconUrl "
    "idAttachmentCover idBoard idChecklists idMemberCreator idMembersVoted idOrganization limits locationName "
    "manualCoverAttachment mirrorSourceId mirrorSourceNodeId nodeId originalDesc originalName pinned recurrenceRule "
    "shortUrl singleInstructionsUpdated staticMapUrl stickers subscribed"
)
CHECKLIST = words("id idCard name pos checkItems creationMethod idBoard limits nodeId")
ITEM = words("id name state pos due idMember dueReminder idChecklist nameData nodeId creationMethod limits")
LABEL = words("id name color idBoard nodeId uses")
MEMBER = words(
    "id fullName username email activityBlocked aaBlockSyncUntil aaEmail aaEnrolledDate aaId avatarHash avatarSource "
    "avatarUrl bio bioData confirmed domainClaimed gravatarHash idBoards idEnterprise idEnterprisesDeactivated "
    "idMemberReferrer idOrganizations idPremOrgsAdmin initials isAaMastered memberType nodeId nonPublic "
    "nonPublicAvailable products status url"
)
ATTACHMENT = words("id name url isUpload bytes date edgeColor fileName idMember isMalicious mimeType pos previews")
FIELD = words("id name type options display fieldGroup idModel isSuggestedField limits modelType nodeId pos")
ACTION = words(
    "id type date idMemberCreator memberCreator data appCreator agent display limits member organization board card "
    "checkItem label list memberInviter reactions entities"
)
