"""Words that statements put around a merchant's name, so that the name alone is compared.

Written by hand from how banks, card networks and payment processors print lines. Each list may be extended; the
labelled statement lines in tests/data say what a change is worth.

>>> "marina" in TRADES, "marina" in NEUTRAL, "san mateo" in PLACES
(True, False, True)
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# In front of a star: who took the money. The two of shops stand in tills and restaurants, seldom behind software.
TILLS = _words("sq tst toast")
PROCESSORS = TILLS | _words(
    "paypal pp py stripe st sp fs fsprg fastspring paddle paddle.net dri dr 2co 2checkout bt braintree cko ckout "
    "checkout lemsqzy lemonsqueezy gumroad gumrd chargebee cb cleverbridge xsolla payproglobal wpy ebanx "
    "gocardless adyen ven in klarna mollie digitalriver recurly zsk"
)
# At the very front: what the bank says about the way of paying.
BANK_WORDS = _words(
    "pos debit credit card checkcard purchase visa mastercard mc amex recurring authorized auth on ach web ppd "
    "ccd pmt pymt payment preauthorized preauth withdrawal external bill pay billpay online pending intl "
    "international foreign sepa dd direct debitcard contactless to ref trn"
)
LEGAL = _words(
    "inc llc ltd limited corp corporation gmbh co company plc pty sa sas sarl bv nv ab oy oyj pbc pte srl spa lp "
    "llp ag aps kk as incorporated ulc unlimited"
)
STATES = _words(
    "al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok "
    "or pa ri sc sd tn tx ut vt va wa wv wi wy dc on bc qc ab"
)
COUNTRIES = _words(
    "us usa gb gbr uk ie irl hk hkg cz cze nl nld deu fr fra au aus can sg sgp se swe dk dnk no nor fi fin ee "
    "est il isr jp jpn ch che be bel es esp it ita pt prt pl pol cy cyp lu lux lt ltu nz nzl br bra mx mex "
    "ireland england australia canada netherlands germany france singapore sweden denmark norway israel estonia "
    "cyprus luxembourg"
)
PLACES = frozenset(
    name
    for line in """
san francisco|san jose|san mateo|san diego|san carlos|san bruno|san antonio|san rafael|san ramon
south san francisco|s san francisco|santa clara|santa monica|santa barbara|santa cruz|los angeles|los gatos
los altos|palo alto|mountain view|menlo park|redwood city|sunnyvale|cupertino|oakland|berkeley|emeryville
pleasanton|fremont|foster city|burlingame|campbell|walnut creek|sacramento|irvine|carlsbad|pasadena|culver city
el segundo|newport beach|sausalito|seattle|bellevue|redmond|kirkland|tacoma|spokane|portland|beaverton
lake oswego|eugene|salem|boise|hillsboro|denver|boulder|salt lake city|salt lake cit|lehi|draper|provo|orem
sandy|south jordan|phoenix|scottsdale|tempe|las vegas|reno|austin|dallas|houston|plano|fort worth|frisco|irving
round rock|chicago|evanston|detroit|ann arbor|minneapolis|milwaukee|madison|columbus|cincinnati|cleveland
indianapolis|st louis|saint louis|kansas city|omaha|lincoln|nashville|knoxville|memphis|louisville|atlanta
alpharetta|charlotte|raleigh|durham|cary|miami|tampa|orlando|jacksonville|boca raton|fort lauderdale|washington
arlington|reston|mclean|alexandria|baltimore|bethesda|philadelphia|pittsburgh|new york|new york city
new york cit|newyork|brooklyn|jersey city|hoboken|buffalo|rochester|boston|cambridge|waltham|somerville|newton
burlington|providence|hartford|stamford|manchester|nyc|sf|london|dublin|edinburgh|leeds|bristol|oxford
amsterdam|rotterdam|utrecht|berlin|munich|hamburg|cologne|frankfurt|paris|lyon|madrid|barcelona|lisbon|milan
rome|vienna|zurich|geneva|brussels|copenhagen|stockholm|oslo|helsinki|tallinn|riga|vilnius|warsaw|krakow|prague
budapest|tel aviv|toronto|ottawa|vancouver|montreal|kitchener|waterloo|calgary|sydney|melbourne|brisbane|perth
auckland|wellington|tokyo|hong kong|bangalore|bengaluru|chennai|pune|hyderabad|mumbai|delhi|new delhi|sao paulo
mexico city
""".strip().splitlines()
    for name in line.split("|")
)
# Behind the name: what a software company says about the charge or itself.
NEUTRAL = _words(
    "com www http https app apps io ai net org hq software technologies technology tech labs lab systems "
    "solutions services service group holdings international intl global europe emea americas usa us uk cloud "
    "saas web online internet digital platform media video communications networks interactive bill bills "
    "billing subscription subscr subscriptio subscriptions subs sub recurring renewal renew monthly month mo "
    "annual annually yearly year yr plan plans pro plus premium business team teams standard starter basic "
    "essentials enterprise individual professional advanced growth personal unlimited seats seat users user "
    "license licenses licence licences lic membership member charge charges payment payments pmt pymt pay "
    "purchase order invoice inv fee fees trial auto autopay autorenew service svc svcs help support account acct "
    "store workspace suite the and for of by with via to on in at gmail outlook google microsoft office chrome "
    "android ios iphone ipad mac windows desktop mobile extension add addon ons plugin plug connector "
    "integration login sign sso saml oidc oauth scim prod production sandbox dev test api new old web helpcenter "
    "customer crm hr payroll accounting shop shops marketing sales mail email card tool tools"
)
# What shops, places and people's trades are called: a name followed by one of these is somebody else.
TRADES = _words(
    "yoga studio studios marina cafe coffee espresso roasters bakery bistro restaurant grill bar pub tavern "
    "brewery brewing taproom winery wine wines liquor pizza pizzeria burger burgers sushi taco tacos bbq kitchen "
    "eatery diner deli foods food market markets grocery grocers farm farms garden gardens nursery florist "
    "flowers salon spa nails barber hair beauty wellness fitness gym crossfit pilates athletics athletic sports "
    "sport cycles bikes outfitters outdoor outdoors hotel hotels inn lodge suites motel resort hostel airlines "
    "airways air taxi cab parking garage auto autos automotive motors tire tires towing fuel gas petroleum oil "
    "car cars wash laundry cleaners dental dentist dentistry medical clinic pharmacy hospital veterinary vet pet "
    "pets realty properties property apartments storage movers moving furniture hardware lumber supply builders "
    "construction roofing plumbing electric electrical heating landscaping school academy church temple museum "
    "theatre theater cinema cinemas records music guitars books bookstore toys gifts boutique apparel clothing "
    "shoes jewelers jewelry optical tattoo art arts gallery photography printing plaza mall outlet park golf ski "
    "surf boat boats yacht harbor harbour beach point island mountain river lake trail trails camp camping "
    "shuttle transit rail ferry cruise travel tours events catering wings noodle noodles ramen thai indian "
    "chicken steakhouse seafood oyster creamery donuts donut bagels bagel juice smoothie smoothies tea house "
    "bread butcher meats dairy post postal freight trucking machine machinery tools welding steel glass tile "
    "paint painting flooring carpet"
)
# Names of products that are everyday words, however long: with an unknown word behind them somebody else is meant.
EVERYDAY = _words(
    "unleashed intercom basecamp greenhouse grasshopper mercury riverside fishbowl teamwork superhuman workday "
    "homebase postmark gladly attentive lightspeed jetpack guideline lattice discord workable teachable ironclad "
    "patchworks keeper deputy clover harvest copper square remote personal unbounce otter pirateship opentable "
    "invoiceninja merge bluehost framer bonsai doodle katana mindbody bloomerang constant insight canvas samsara "
    "front buffer pipeline navigator compass anchor summit horizon beacon harbor gateway evergreen"
)
# A category that the card's issuer gave to the line.
SOFTWARE_CATEGORIES = _words("software saas internet computer computers cloud subscription subscriptions it hosting")
SHOP_CATEGORIES = _words(
    "restaurant restaurants bar cafe dining food groceries grocery supermarket fuel gas travel airline lodging "
    "hotel entertainment health medical transportation taxi parking merchandise wholesale clothing furnishing "
    "home"
)
KEPT_NUMBERS = frozenset({"365", "360"})
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
