import type { LanguageWords } from './language-words.js';

export const EN: LanguageWords = {
  firm: 'yes | yes i do | yes i am | i confirm | i confirm it | confirm | confirmed',
  yes: `yep | yeah | yup | yea | ya | y | aye | ok | okay | okey | k | sure | of course | certainly | absolutely
    definitely | correct | that's right | that's correct | thats right | right | exactly | agreed | i agree | i do
    go ahead | do it | please do | sounds good | perfect | alright | all right
    i accept | accept | by all means | for sure | sure thing | indeed | affirmative | you bet`,
  no: `no | nope | nah | n | no way | not now | not really | not at all | not yet | i don't | i do not | don't | do not
    i don't think so | negative | never | no thank you | no thanks | not today | rather not | i'd rather not | not interested
    don't do it | do not do it | i decline | decline | that's wrong | incorrect | wrong | i disagree | absolutely not
    of course not | certainly not | definitely not | no i don't | not sure | no that's wrong
    i don't accept | i do not accept | i won't accept | i will not accept | i can't accept | i cannot accept | don't accept | do not accept | i don't agree
    i do not agree | i can't agree | i cannot agree | i refuse`,
  polite:
    'please | pls | plz | thanks | thank you | thank you very much | thanks a lot | then | sir | madam | oh | well',
  withdrawing:
    'cancel it | cancel the order | please cancel it | withdraw | withdraw it | withdraw the order | i withdraw it',
  cancelling: 'cancel | cancel that | cancel this',
  keeping: 'keep | keep it | keep it as it is | keep the order | leave it | leave it as it is',
  details: {
    organisation:
      "organization | organisation | company | company name | organization's name | company's name | name of the organization | name of the company | firm",
    country: 'country | region | country or region',
    currency: 'currency | invoice currency',
    zone: 'time zone | timezone | zone',
    contactName:
      "contact | contact name | contact's name | contact person | name of the contact | my name | person's name",
    contactEmail:
      "email | e-mail | mail | email address | e-mail address | mail address | contact's email | contact's email address",
  },
  buy: `buy | buy it | buy now | buy this | i buy | i'll buy | i'll buy it | i will buy | i will buy it | i want to buy it
    purchase | purchase it | place the order | place order | place my order | i'd like to buy it`,
  accept:
    'accept | i accept | i do accept | accepted | agree | i agree | agreed | continue | next | go on | proceed | next step | i consent',
  terms:
    'i have read | i have | i | have read | read | and | and i | the | all | terms | conditions | to | with | them | it | of use',
  numbers: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  ordinals: [
    'first | 1st | first one | 1st one | number one | no one',
    'second | 2nd | second one | 2nd one',
    'third | 3rd | third one | 3rd one',
    'fourth | 4th | fourth one | 4th one',
    'fifth | 5th | fifth one | 5th one',
    'sixth | 6th | sixth one | 6th one',
    'seventh | 7th | seventh one | 7th one',
    'eighth | 8th | eighth one | 8th one',
    'ninth | 9th | ninth one | 9th one',
    'tenth | 10th | tenth one | 10th one',
  ],
  last: 'last | last one | bottom one',
  choosing: `the | a | an | option | options | number | no | nr | choice | item | one | this one | that one | the one | or | i | i'd | i'll | i will | would | want
    like | to | take | choose | pick | select | go | with | for | have | get | me | give | please | thanks | thank you | ok
    okay | yes | hmm | um | well | my | that | this | it | is | and | of | let's | lets | make | use | using | by | just | then`,
  asking: `what | what's | whats | how | why | which | who | when | where | does | do | is it | are there | are they | are these | are those | are the | are you | can | could | should
    difference | cost | costs | price | explain | tell me`,
  commands: {
    stop: `stop | cancel | quit | exit | abort | stop it | cancel it | cancel that | stop that | cancel this | stop this
      stop now | never mind | nevermind | forget it | forget about it | leave it | enough | that's enough | end this
      stop talking | stop the process | end the current process | i changed my mind | dismiss | get me out | do nothing`,
    help: `help | help me | i need help | i need some help | help needed | can you help me | can you help | assist me
      what can i do | what can you do | what can i say | what can i ask | what can i ask you | i'm lost | i am lost | open help
      what can you do for me | what can you help with | how can you help me | how can you help | who can help me | any help`,
    back: `back | go back | step back | one step back | previous | previous step | previous question | go to previous
      go back one step | go back a step | take me back | undo`,
    'start-over': `start over | restart | start again | begin again | from the beginning | start from the beginning
      start from scratch | reset | from the start | do it over | start over again | go back to the start`,
    menu: `menu | main menu | show menu | show the menu | show me the menu | go to menu | go to the menu | home | main page
      back to menu | back to the menu | go back to the menu | open the menu | options | show options`,
    language: `language | languages | change language | change the language | change my language | switch language
      another language | other language | different language | choose language | set language | language settings`,
    person: `person | human | agent | operator | representative | live agent | real person | human agent | support agent
      handoff | talk to a person | talk to a human | talk to an agent | talk to someone | talk to somebody | speak to a person
      speak to a human | speak to an agent | speak to someone | speak with someone | speak with a person | speak with a human
      talk with a person | talk with a human | chat with an agent | chat with a human | chat with a person | a real human
      talk to support | contact support | customer service | customer support | connect me to a person | get me a human
      connect me to an agent | give me a human | human please | talk to a real person | speak to a real person
      speak to an operator | talk to an operator | talk to the support team | transfer me to an agent`,
  },
  commanding: `please | pls | can you | could you | would you | will you | can i | could i | may i | i want to | i want
    i'd like to | i would like to | i'd like | i need to | let's | lets | let me | just | now | ok | okay | oh | hey | hi
    hello | sorry | thanks | thank you | then | well | no | to | the | a | an | go | for | right now | immediately | kindly
    no thanks`,
  languages: {
    en: 'english',
    fr: 'french',
    ja: 'japanese',
    ko: 'korean',
    'zh-TW': `chinese | traditional chinese | simplified chinese | mandarin | mandarin chinese | taiwanese mandarin
      chinese traditional | chinese simplified | taiwanese`,
  },
  otherLanguages: `spanish | german | swiss german | italian | portuguese | dutch | russian | arabic | hindi | thai
    vietnamese | polish | turkish | tagalog | swedish | cantonese | indonesian | hebrew | ukrainian`,
  speaking: `in | to | into | please | switch | change | use | speak | talk | the | my | language | i | want | i'd | like
    would | can | could | you | we | prefer | let's | lets | reply | answer | write | continue | do | me | with | set | thanks
    i'll | only | now | ok | yes | instead | show | get | your | settings | setting | be | a`,
  concepts: {
    renew: 'renew | renews | renewal | renewals | renewing | extend my | extend the',
    auto: 'auto | automatic | automatically | autorenew | autorenewal | recurring',
    off: 'off | turn off | turn it off | switch off | disable | deactivate | stop | end | disabling | turning off | no more',
    on: 'turn on | turn back on | switch on | enable | activate | reactivate | turn it on | back on',
    cancel:
      'cancel | cancelling | canceling | cancellation | terminate | withdraw | revoke | give up | get rid of | drop',
    unsubscribe: 'unsubscribe | unsubscribing | end my subscription | stop my subscription | terminate my subscription',
    buy: `buy | buying | purchase | purchasing | subscribe | subscribing | sign up for | sign me up for | subscribe now
      get a subscription | order the`,
    join: `join | joining | become a member | become a partner | become member | sign up | enroll | enrol | register
      become a microsoft partner | sign us up | join now | membership application`,
    want: "i want | we want | i want the | we want the | i'd like | i would like | i'd like the | we'd like | i wanna have",
    eligibility: 'eligible | eligibility | am i eligible | are we eligible',
    can: `am i eligible | are we eligible | do i qualify | do we qualify | can i | can we | may i | may we | could i | could we | am i able | are we able | eligible | eligibility | qualify
      allowed to | is it possible | possible to | can it be | can my | can be | am i allowed`,
    'would-you': 'can you | could you | would you | will you | can you help me | can you please | could you please',
    cannot: "can't | cannot | can not | cant | unable to | not able to | couldn't | won't let me | wont let me",
    when: 'when i can | when we can | when | when does | when do | when will | when is | what date | which date | what day | until when | how long | how soon | how many days | by when | deadline',
    check:
      'check | checking | verify | see if | see whether | find out | tell me if | ready for | due for | up for | window',
    expire:
      'expire | expires | expired | expiring | expiry | expiration | run out | runs out | valid until | valid | end date | lapse | lapses',
    remind: 'remind me | remind me then | reminding me | reminding us | remind us | notify me | let me know when',
    reminder: 'reminder | reminders | reminder settings | notification | notifications | notification settings',
    invoice: 'invoice | invoices | proof of purchase | receipt | receipts',
    bill: 'bill | bills',
    request: `service request | service requests | support request | support requests | my request | my requests | my ticket
      my tickets | support ticket | support tickets | ticket | my case | support case | partner center requests
      partner center request | cancellation request | incident`,
    status: 'status | state | progress | update | updates | news | follow up | what happened to | where is | track',
    order: 'order | orders | purchase order',
    pending: 'pending | open | outstanding | unpaid | waiting | arrived | received | confirmed',
    person: `person | human | human being | agent | representative | operator | someone | somebody | support | support team
      support agent | live agent | real person | staff | advisor | customer service | specialist | employee
      your team | real human`,
    contact: `talk | speak | chat | contact | connect | call support | call me | reach | transfer me | talking | speaking | contacting | get
      forward me | need | want | get hold of | chatting | put me through`,
    levels: `levels | level | tiers | tier | membership types | types | compare | comparison | difference | differences
      which membership | which offers | available offers | membership offers | offers available | what offers`,
    benefit: 'benefit | benefits | advantage | advantages | perks | requirements | included | include | includes',
    membership: 'purchased offers | membership | memberships | member | my offers | what do i have | what do we have',
    subscription: 'subscription | subscriptions | plan | plans',
    competency: 'competency | competencies',
    program: `partner network | microsoft partner network | mpn | partner program | partner programme | partner center
      partnership | network | as a partner`,
    transfer:
      'bank transfer | transfer | wire transfer | wire | electronic bank transfer | bank transfers | money transfer',
    card: 'mastercard | american express | amex | card | credit card | debit card | cards | credit cards',
    pay: 'pay | paying | payment | payments | settle',
    ways: 'ways | methods | payment methods | payment method | ways to pay | way to pay | payment options',
    'how-to-pay': 'how can i pay | how do i pay | how can we pay | how do we pay | how to pay | accept',
    saved: 'saved | stored | on file',
    add: 'add | save | register',
    'next-steps':
      'next steps | next step | what next | what now | what do i do now | what should i do now | get started | start using | how do i start | activate | activation | use my benefits | business profile | sales leads',
    people:
      'invite | invite someone | invite a colleague | people and roles | users | user | colleague | colleagues | team members | members | roles | role | admin rights | permissions',
    remove: 'remove | delete',
    instead: 'instead | rather than | switch | change to | switch to | in place of',
    mine: 'purchased offers | my | my request | my requests | my ticket | my tickets | my case | my offers | what do i have | what do we have | our | mine | i have | we have | do i have | do we have',
    what: "what | what's | whats | which | who | what is | what are | explain | describe | tell me about | info | information",
    question: `why | what happens | what if | what would happen | if | should i | should we | do i have to | do we have to
      do i need to | do we need to | must i | is it | does it | does | whether | how much | cost | costs | price | prices
      pricing | discount | did | do you | has | have | was | is my | am i | how often | who | before
      problem | problems | error | failed | fails | wrong | issue`,
    past: `renewed | already | cancelled | canceled | bought | purchased | subscribed | joined | been | i just
      unsubscribed | just renewed | turned off | disabled`,
    not: `not | no | don't | dont | never | won't | wont | doesn't | doesnt | didn't | didnt | isn't | isnt | wouldn't
      shouldn't | aren't | wasn't | haven't | hasn't | without | except | nor | avoid | refuse | rather not | no longer | neither`,
    foreign: `newsletter | newsletters | gym | netflix | spotify | hotel | hotels | flight | flights | library | passport
      passports | insurance | magazine | magazines | amazon | prime | phone | domain | domains | certificate
      certificates | customer | customers | client | clients | csp | azure | office | windows | dynamics
      visual studio | password | passwords | driver | drivers | driver's | license | licenses | licence | licences
      lease | rent | mortgage | loan | appointment | appointments | meeting | meetings | reservation
      reservations | booking | bookings | youtube | adobe | disney | water | electric | electricity | pizza
      timer | alarm | alarms | restaurant | restaurants | atm | pin | debit | cash | refund | refunds
      xbox | github | linkedin | teams license | cable | internet | cell`,
    speak:
      'speak | talk in | talk to me in | use | change your language | change to | switch to | speaking | language to | answer in',
    language: 'language | languages',
    greet: `hello | hi | hey | hiya | good morning | good afternoon | good evening | greetings | hello there | hi there
      hey there | how are you | how are you doing | how are you today | what's up | whats up | howdy | well hello there`,
    thanks: `thanks | thank you | thank you so much | thank you very much | thanks a lot | many thanks | thx | cheers | ty
      much appreciated | appreciate it | i appreciate it | thanks so much | thanks a million | great thanks | many thank
      thank you for your help | thanks for your help | thanks for the help | thank you for the help | you've been helpful`,
    help: 'help | assistance | assist',
  },
  filler: `i | i'm | im | i'd | id | i'll | ill | i've | we | we're | we'd | we'll | you | your | me | us | it | this | that
    these | those | the | a | an | to | for | of | in | on | with | by | via | using | through | and | at | from | as | please
    pls | now | today | right now | want | wanna | want to | would like | would | like | like to | love to | need to | need
    have to | how | how do i | how do we | how can i | how can we | how to | how could i | how should i | do | will | is | are
    be | just | get | go | ahead | let's | lets | let | so | ok | okay | yes | well | again | another | one | next | year
    years | yearly | annual | one year | 12 months | month | last | account | company | company's | organisation
    organization | business | microsoft | ms | partner | center | centre | bot | try | trying | looking | look | start
    begin | process | procedure | steps | way | there | here | show | show me | see | view | find | download | downloading
    give | give me | send | send me | open | print | copy | pdf | locate | where | where can i | where do i | some | any
    new | current | existing | soon | help me | help us | i want | do it | proceed | continue | make | take
    paid | different | more | hereby | kindly | still | or | either | turn | between | about | going | gonna | go on | credit | programme | program | offer | offers
    thing | service | know | tell | tell me | say | also | too | wish | time | out | request | online`,
};
