/** Texts of the page of one incident. */
export const incidentMessages = {
  incidentPage: {
    liveIndicator: {
      live: 'Live, last change {{time}} UTC',
      connecting: 'Connecting',
      notLive:
        'Not live since {{since}} UTC. Asks again every {{seconds}} s, last answer {{answeredAt}}.',
      refresh: 'Ask now',
    },
  },
} as const;
