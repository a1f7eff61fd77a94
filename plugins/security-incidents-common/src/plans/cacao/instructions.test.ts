import {
  makePlaybook,
  importPlaybook,
  getFindings,
} from './__testUtils__/foreignPlaybook';

describe('commands that are not for people', () => {
  const playbook = makePlaybook({
    'action:1': {
      name: 'Block the address',
      description: 'Stop it at the edge.',
      agent: 'ssh:1',
      targets: ['net-address:1'],
      delay: 90_000,
      timeout: 3_600_000,
      commands: [
        { type: 'manual', command: 'Tell the network team.' },
        {
          type: 'bash',
          command: 'iptables -A INPUT -s "$1" -j DROP\necho "```done```"',
        },
        {
          type: 'http-api',
          description: 'Register the block.',
          command: 'POST /blocks HTTP/1.1',
          headers: { accept: ['application/json'] },
        },
        { type: 'manual', command_b64: btoa('Write it down.') },
        { type: 'powershell', command_b64: 'R2V0LVByb2Nlc3M=' },
      ],
      on_completion: 'end:0',
    },
  });
  const { plan, tasks, findings } = importPlaybook(playbook);

  it('become text for reading that nothing can break out of', () => {
    expect(tasks).toEqual([
      {
        id: 'block-the-address',
        title: 'Block the address',
        due: { after: 'PT1H', from: 'phase-start' },
        instructions: [
          'Wait 1 minute and 30 seconds before this.',
          'Stop it at the edge.',
          'Tell the network team.',
          'For reading only, nothing runs this (bash):',
          '````\niptables -A INPUT -s "$1" -j DROP\necho "```done```"\n````',
          'For reading only, nothing runs this (http-api):',
          'Register the block.',
          '```\nPOST /blocks HTTP/1.1\n```',
          '```\n{\n  "headers": {\n    "accept": [\n      "application/json"\n    ]\n  }\n}\n```',
          'Write it down.',
          'For reading only, nothing runs this (powershell):',
          '```\n{\n  "command_b64": "R2V0LVByb2Nlc3M="\n}\n```',
          'Aimed at: Firewall',
          'Meant to be run by: Jump host (ssh)',
        ].join('\n\n'),
      },
    ]);
  });

  it('are each named in the findings', () => {
    expect(
      getFindings(findings, 'note')
        .filter(({ path }) => path.includes('commands'))
        .map(({ path, message }) => [path.slice(-11), message]),
    ).toEqual(
      (
        [
          [1, 'bash'],
          [2, 'http-api'],
          [4, 'powershell'],
        ] as const
      ).map(([index, type]) => [
        `commands[${index}]`,
        `The command of the type ${type} became text for reading; nothing runs it`,
      ]),
    );
  });

  it('need no role; a plan whose steps name nobody gets a commander', () => {
    expect(plan.spec.roles).toEqual([
      { id: 'incident-commander', title: 'Incident commander', required: true },
    ]);
    expect(plan.metadata).toEqual({
      name: 'harten-prufen',
      title: 'Härten & prüfen',
    });
  });
});
