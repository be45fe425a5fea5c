namespace LegacyCrm;

/// <summary>What customers are made of. Every domain is reserved for examples, every phone number made up.</summary>
internal static class Words
{
    public static readonly string[] First =
    [
        "James", "Mary", "Robert", "Patricia", "John", "Jennifer", "Michael", "Linda", "David", "Elizabeth", "William", "Barbara", "Zoë", "José",
        "Søren", "Łukasz", "Chloë", "Françoise", "Jürgen", "Naïma", "Ana María", "Siobhán", "Björn", "Ngọc", "Karen", "Daniel", "Lisa", "Ashley",
    ];

    public static readonly string[] Last =
    [
        "Smith", "Johnson", "Williams", "Brown", "Jones", "García", "Miller", "Davis", "Rodríguez", "Martínez", "Hernández", "López", "O'Brien",
        "Müller", "Nguyễn", "Åkesson", "de la Cruz", "Smith-Jones", "D'Angelo", "Kowalczyk", "Thompson", "White", "Harris", "Sánchez", "Clark", "Dvořák",
    ];

    public static readonly string[] Domains = ["example.com", "mail.example.org", "corp.example.net", "example.co.uk"];

    public static readonly string[] Streets = ["Main St", "Oak Ave", "Pine Rd", "Maple Dr", "Cedar Ln", "Elm St", "Washington Blvd", "Lake View Ct", "Hillcrest Way", "Park Pl"];

    public static readonly string[] Cities = ["Springfield", "Riverside", "Franklin", "Greenville", "Bristol", "Clinton", "Fairview", "Salem", "San José", "St. Paul", "O'Fallon"];

    public static readonly string[] States = ["CA", "NY", "TX", "WA", "IL", "OH", "GA", "NC", "MI", "NJ", "VA", "AZ", "MA", "TN", "IN", "MO"];

    public static readonly string[] Levels = ["GOLD", "SILVER", "SILVER", "BRONZE", "BRONZE", "BRONZE", ""];

    public static readonly string[] Notes =
    [
        "Prefers e-mail", "Called, left a message", "Said \"call back in May\"", "Do not call before 9, works nights", "Moved from branch 12\nold number does not work",
        "Net 30, agreed with \"Finance\"", "Très fidèle", "Met at the fair;\nasked for a price list,\nsent on Monday",
    ];
}
