from django.db import migrations, models

KEPT = ("roi_percent", "payback_months", "time_less_percent")


class Migration(migrations.Migration):

    dependencies = [
        ('clients', '0004_summary_of_roadmap'),
    ]

    operations = [
        migrations.AddField(
            model_name='clientsummary',
            name=name,
            field=models.DecimalField(decimal_places=4, max_digits=12, null=True),
        )
        for name in KEPT
    ]
