/** Texts of the page on which reporters follow their reports. */
export const myReportMessages = {
  myReports: {
    title: 'My reports',
    subject: 'your reports',
    back: 'All my reports',
    count_one: '{{count}} report',
    count_other: '{{count}} reports',
    none: {
      title: 'You have not reported anything yet',
      hint: 'Report a concern from the page of a service or from the list of incidents. You can follow it here.',
    },
    choose: 'Choose a report to read how it goes.',
    failed: {
      title: 'Your reports could not be loaded',
      hint: 'Nothing is lost.',
    },
    notFound: {
      title: 'There is no such report of yours',
      hint: 'You see here what you reported yourself.',
    },
    erasedTitle: 'Report of {{day}}',
    question: 'A question for you',
    state: {
      received: 'Received',
      lookedInto: 'Being looked into',
      dealtWith: 'Being dealt with',
      finished: 'Finished',
      joined: 'Joined with another report',
      nothingToDo: 'Looked into, nothing to do',
    },
    reportedAt: 'You reported this at {{time}}',
    quote: 'Quote {{key}} when you call',
    headline: {
      received: 'Nobody has taken it yet',
      receivedBy: '{{name}} has it',
      lookedInto: 'Somebody is looking into it',
      lookedIntoBy: '{{name}} is looking into it',
      dealtWith: 'It is being dealt with',
      dealtWithBy: '{{name}} is dealing with it',
      finished: 'It is finished',
      joined: 'It was joined with another report',
      nothingToDo: 'It was looked into, and there is nothing to do',
    },
    explain: {
      received: 'You hear as soon as somebody looks into it.',
      lookedInto:
        'You hear when it is being dealt with, or when you are asked something.',
      dealtWith: 'You hear when it is finished.',
      finished: 'Thank you for your report. You need not do anything more.',
      joined:
        'Somebody reported the same. Thank you: two reports make it certain. You need not do anything more.',
      nothingToDo: 'Thank you for your report. You need not do anything more.',
    },
    since: 'Since {{time}}.',
    steps: 'How it goes',
    reached: 'since {{time}}',
    ahead: 'not yet',
    said: 'What was said',
    you: 'You',
    about: 'About {{services}}',
    asks: '{{name}} asks you',
    answer: {
      label: 'Your answer',
      yes: 'Yes',
      no: 'No',
      unknown: 'I do not remember',
      hint: 'Not remembering is a good answer, too. Never write a password or card number.',
      send: 'Send answer',
    },
    add: {
      label: 'Add something',
      again: 'It happens again now',
      againText: 'It happens again now.',
      hint: 'Those who handle it are notified at once.',
      send: 'Send',
    },
    sent: 'Sent.',
    over: 'This report is over. If you still see it, report it again.',
    see: {
      title: 'What you see here',
      yours: 'What you wrote, who has it, what is asked of you, the end',
      notYours:
        'Not the incident itself: its title may change, its steps, people and findings stay with those who work on it',
      sensitive:
        'You sent it as sensitive: only you, the people on duty and those they give access can read it.',
    },
  },
} as const;
