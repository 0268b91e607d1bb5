//! The sample note: written for this page, company and figures invented. Its label is rosier than its text.

/// A note as a machine writes it, with a footer.
pub const SAMPLE: &str = "\
Halvorsen Marine Systems (HMSY.OL): the order book is not the story

Halvorsen booked record orders of NOK 6.8bn in the third quarter, up 34%, and the shares have risen by half since June. Revenue grew 11% to NOK 2.1bn, while the operating margin slipped to 8.9% from 10.4%. Management kept its target of 12% for 2027.

The market reads the backlog as locked-in growth. We think that it misreads the terms: two thirds of the new contracts are fixed-price, signed before steel and copper rose by a fifth. If input costs stay where they are, each of these vessels will be delivered at a loss through the second half of 2027.

What could help

- The navy decides on six patrol ships by March, and Halvorsen is one of two bidders left.
- A new battery line in Bergen opens in Q2 2027 and should cut cell costs by 15-20%.

What could hurt

- The two largest customers, both ferry operators, make up 41% of the backlog and depend on a subsidy that expires in December.
- Net debt has doubled to NOK 3.4bn in 18 months, and the covenant of 3.5x EBITDA leaves little room for a bad winter.
- A delay at the Turkish yard would push four deliveries into 2028.

Free cash flow was minus NOK 640m. The company has no plans for a capital increase, yet we would not rule one out within 6-12 months. On 22x next year's earnings the stock is priced for a delivery record that it does not have.

Machine-written research and daily signals for institutional investors.
Overall Sentiment
strongly positive
Sentiment Score
0.82
Ticker Sentiment
HMSY.OL 0.82
";
